"""Who one knows, without a framework: whose turn it is, who worked with whom, whom to call, and why."""
