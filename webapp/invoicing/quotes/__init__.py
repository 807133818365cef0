"""My quotes: written, sent in versions, accepted by the client from a link, and invoiced."""
