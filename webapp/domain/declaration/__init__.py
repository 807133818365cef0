"""The month's declaration to France Travail (actualisation): its window, its lines, what changed since."""
