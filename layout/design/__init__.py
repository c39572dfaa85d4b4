"""How the paper looks: the house, its styles, its grid, its press."""
