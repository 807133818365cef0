"""People who sign in: their address, their password, their open sessions, how the screen looks to them."""
