"""Finding anything of the workspace by a word, typed without its accents or a little wrong."""
