"""What the law counts for an intermittent du spectacle, with the steps and their sources."""
