"""Text set into lines."""
