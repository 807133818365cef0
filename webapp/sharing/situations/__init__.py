"""« Situation au … » : what a person says of a production at the top of its links, its figures, and who validated it."""
