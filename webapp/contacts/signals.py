"""What the address book says to the rooms above, which may write somebody by name."""

from blinker import Signal

# Sent by a contact, with the name it had `before`.
contact_renamed = Signal("a contact bears another name")
