"""ICS files as other applications write them."""

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nX-WR-CALNAME:Planning de Jonas\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


def event(uid: str, *lines: str) -> str:
    """With a start of its own, unless a line gives one."""
    start = () if any(line.startswith("DTSTART") for line in lines) else ("DTSTART:20261124T080000Z",)
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *start, *lines, "END:VEVENT", "")
    )


def calendar(*events: str, head: str = HEAD) -> bytes:
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode()


PLANNING = calendar(
    ZONE,
    event("repet", "SUMMARY:Répétition\\, salle B", "LOCATION:Rennes", "DTSTART:20261124T080000Z",
          "DTEND:20261124T110000Z", "DESCRIPTION:Apporter\\nla conduite"),
    event("conge", "SUMMARY:Congés", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261203"),
    event("nuit", "SUMMARY:Nuit", "DTSTART;TZID=Romance Standard Time:20261125T220000", "DURATION:PT5H"),
    event("hebdo", "SUMMARY:Point", "DTSTART;TZID=Romance Standard Time:20261005T090000",
          "DTEND;TZID=Romance Standard Time:20261005T093000", "RRULE:FREQ=WEEKLY;COUNT=6",
          "EXDATE;TZID=Romance Standard Time:20261012T090000"),
    event("hebdo", "SUMMARY:Point avancé", "RECURRENCE-ID;TZID=Romance Standard Time:20261019T090000",
          "DTSTART;TZID=Romance Standard Time:20261019T080000"),
    event("annule", "SUMMARY:Annulé", "STATUS:CANCELLED"),
)  # fmt: skip
