"""Tags: how many bear each, how often those are to be called; renamed, thrown away, brought back."""
