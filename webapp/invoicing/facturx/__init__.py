"""An issued document as its two papers: what people read, and the XML inside it that machines read."""
