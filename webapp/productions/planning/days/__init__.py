"""The days of a production: added one by one or in a row, moved, swapped, locked."""
