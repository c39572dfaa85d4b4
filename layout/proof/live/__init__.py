"""Pages made again at every save, in a process of their own, and what the desk knows of them."""
