"""Two versions of a page compared: in words, and by what stands where."""
