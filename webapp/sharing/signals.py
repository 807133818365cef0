"""What links say to the rooms above, which tell it by mail."""

from blinker import Signal

# Sent by a share, inside the job that notes the visit.
share_first_opened = Signal("a person opened a link for the first time")
# Sent by a reply, in the request that wrote it.
share_replied = Signal("somebody answered through a link")
