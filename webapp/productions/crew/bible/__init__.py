"""The bible and the draft of the générique: the crew to print, to send and to put in a phone, with the fields chosen."""
