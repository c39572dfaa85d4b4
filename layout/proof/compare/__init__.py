"""Two versions of a page compared, in words and in places."""
