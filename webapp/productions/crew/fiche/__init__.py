"""The fiche de renseignements: asked by a link, filled in without an account, sealed, and erased when its time is over."""
