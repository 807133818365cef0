"""What the workspace has of Raccord: its plan, what it pays, how it pauses and how it stops."""
