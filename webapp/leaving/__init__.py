"""An account ends: what the law says to keep is handed over, the rest is erased."""
