"""The paper that `broadsheet init` lays out, and how it is laid out."""
