"""What people said of the pages: notes, sign-offs, versions, in a database; nothing of it is ever overwritten.

The way in is `records.py` (open_records, Records, its `people`): its head says how it is used, from which threads. `values.py` is
what goes in and comes out, `told.py` the JSON of it for browsers, `refusal.py` what may go wrong, `roles.py` who may do what,
`limits.py` how much is kept. `anchoring.py` pins a note to a word of a story and tells where that stands now; `placing.py` where
that is on the pages (pin_hit, place_notes).
"""
