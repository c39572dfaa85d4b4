"""Issue and house brought together: areas resolved, every reference checked."""
