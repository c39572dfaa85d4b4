"""A night's production: what was ordered, checked, made up, printed, judged and told. `build.py` is its order of work."""
