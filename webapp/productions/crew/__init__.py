"""Who works on a production: people by department, from the first call to the générique."""
