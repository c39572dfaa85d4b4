"""What may give when copy does not fit: the levers of the `fit:` policy, priced, and the cheapest way to pull them."""
