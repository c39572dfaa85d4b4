"""The proof desk: pages on screen that follow every save, with what does not fit, what changed, notes, and a sign-off."""
