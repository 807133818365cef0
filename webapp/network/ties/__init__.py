"""En commun: who worked with whom on what, who is known at a company, who hires."""
