"""The year: twelve months of wages, allocation, micro-entreprise and congés spectacles, received or estimated."""
