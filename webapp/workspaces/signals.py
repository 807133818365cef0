"""What a space says of who writes in it to the room that counts seats. Sent with the id of the space."""

from blinker import Signal

# Another space of a person who has one: made, and open.
space_added = Signal()
# Before somebody begins to write: who listens may refuse, or say what it costs. `is_agreed`: the cost was said yes to.
writer_coming = Signal()
# Whoever wrote, or writes, is not the same as before.
writers_changed = Signal()
