"""Today: what matters now, read from every room; the first steps; and the page for strangers."""
