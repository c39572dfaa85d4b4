"""The proof desk in the browser: what is served, to whom, and what it looks like."""
