"""Where a person's hours stand, from the work done to the rights it opens."""
