"""The books of independent work: the livre des recettes, what to declare to URSSAF, the VAT, and the thresholds."""
