from blinker import Signal

# Sent in the job that wrote it, for the workspace that is open.
plan_changed = Signal()
