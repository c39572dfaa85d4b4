"""Words that every desk shares: units, geometry, colour, problems."""
