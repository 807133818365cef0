"""The hours that count towards 507, since when, until when, and why each job counts or not."""
