"""The papers of issued documents, handed over as they were frozen."""
