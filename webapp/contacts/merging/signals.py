"""What merging says to the rooms above, which keep rows of contacts and may not be known here."""

from blinker import Signal

# Sent by a Recording before anything moves: what would be there twice on the kept card is settled through it.
contacts_merging = Signal("two contacts are about to be one")
# Sent with `ids`: the rows that name these contacts may now name another, and be found by other words.
names_moved = Signal("rows went from a contact to another")
