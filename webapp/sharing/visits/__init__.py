"""When a link was opened by a person, how often and from which kind of device; kept ninety days, without an address."""
