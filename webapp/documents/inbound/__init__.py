"""Papers that come by mail: a secret address for each workspace, and what arrived at it."""
