"""The private space of a freelancer: who is in it, as what, and the door that lets them in."""
