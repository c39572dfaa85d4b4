"""The desk pack: budget, thumbnails, galleys and page proofs on paper."""
