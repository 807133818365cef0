"""A whole crew pasted at once, looked at before anything is added."""
