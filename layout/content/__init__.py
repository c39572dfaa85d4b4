"""What the newsroom files: the issue and its stories, read from text."""
