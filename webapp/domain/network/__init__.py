"""Who one knows, without a framework: who worked with whom, and whom to call."""
