"""Who one knows: what was said and when, who worked with whom, and whom to call before the diary is empty."""
