"""Address books of elsewhere: cards of a phone, tables of Google and Outlook, a signature at the foot of a mail."""
