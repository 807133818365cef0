"""The feuille de service as plain values: frozen once sent, compared with the one before."""
