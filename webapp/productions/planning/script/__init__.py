"""The sequences of the script: typed one by one or pasted, and who plays on which days."""
