"""Who opens a link: a person, or something that looks at it for them.

Messengers draw a preview of a link, servers of mails look for harm behind it: neither has read it. This
keeps them out of the counts; it protects nothing.
"""

import re

from flask import Request

ROBOTS = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|preview|scan|facebookexternalhit|facebot|meta-external|whatsapp|skypeuri|slack|discord"
    r"|embed|viber|yahoo! slurp|mimecast|proofpoint|barracuda|safelinks|symantec|trendmicro|forcepoint|messagelabs"
    r"|fireeye|sophos|vade ?secure|ironport|zscaler|ms-?office|microsoft (?:office|outlook|url control)|urlanalyzer|fortinet"
    r"|google-|googleother|developers\.google\.com|imageproxy|headlesschrome|phantomjs|lighthouse"
    r"|curl|wget|python-|java/|go-http|libwww|okhttp|node-fetch|axios",
    re.IGNORECASE,
)
SHOWN = "document"  # what the browser does with the answer
EARLY = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")


def is_a_person(request: Request) -> bool:
    """A GET from a browser that shows the page now, neither a part of it nor the tab that comes back."""
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not agent.startswith("Mozilla/") or ROBOTS.search(agent):
        return False
    if "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest", SHOWN) != SHOWN:
        return False
    return not any("pre" in request.headers.get(name, "").lower() for name in EARLY)
