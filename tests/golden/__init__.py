"""Pages that must come out as they did. A golden is a folder: an issue, its stories, and its pages as they are expected."""
