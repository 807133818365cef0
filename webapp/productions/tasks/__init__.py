"""The rétro-planning of a production: who does what, for when, after what."""
