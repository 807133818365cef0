"""The plan de travail version by version: published here, or received as a PDF; and what differs between two."""
