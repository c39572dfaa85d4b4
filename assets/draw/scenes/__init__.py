"""One module a scene; each has draw(scale, types) and returns the finished picture."""
