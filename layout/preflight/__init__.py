"""A finished PDF read and judged against a press profile. Knows nothing of how the file was made."""
