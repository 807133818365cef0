"""Who opens a link: a person, or something that looks at it for them.

Messengers draw a preview of a link, servers of mails look for harm behind it: neither has read it. This
keeps them out of the counts; it protects nothing.
"""

import re

from flask import Request

ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|preview|scan|facebookexternalhit|whatsapp|telegram|skypeuri|slack|discord|embed"
    r"|mimecast|proofpoint|barracuda|safelinks|symantec|trendmicro|forcepoint|messagelabs|google-safety|imageproxy"
    r"|curl|wget|python-|java/|go-http|libwww|okhttp|node-fetch|axios|headlesschrome/.*lighthouse",
    re.IGNORECASE,
)
EARLY = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")


def is_a_person(request: Request) -> bool:
    """A GET from a browser that shows the page now."""
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not agent.startswith("Mozilla/") or ROBOTS.search(agent):
        return False
    return not any("pre" in request.headers.get(name, "").lower() for name in EARLY)
