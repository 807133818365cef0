"""Mes dispos: the free days, said in a sentence to send, and the answer to « T’es libre du … au … ? »."""
