"""Font files, opened and measured."""
