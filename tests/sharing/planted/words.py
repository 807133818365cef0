"""What a plant makes visible."""

# By part, the words that show it was granted.
Planted = dict[str, tuple[str, ...]]
