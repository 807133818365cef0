"""The people of a show, as plain values: what is missing of them, how they are credited, how they are typed."""
