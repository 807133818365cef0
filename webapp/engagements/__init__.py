"""My jobs: leads, options, contracts, what they pay, and the papers each must bring."""
