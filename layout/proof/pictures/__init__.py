"""Proofs as pictures: tiles at any zoom, plates, ink."""
