"""Getting paid: an invoice sent or shared by a link, payments, reminders one sends oneself, the account of a client."""
