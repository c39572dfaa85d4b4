"""What people said of the pages: notes, sign-offs, versions, in a database; nothing of it is ever overwritten."""
