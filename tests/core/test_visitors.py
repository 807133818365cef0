"""Previews of messengers and scanners of mails are not people who read."""

import pytest
from flask import Flask, request

from webapp.core.visitors import is_a_person

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)


@pytest.mark.parametrize(
    ("method", "headers", "counts"),
    [
        ("GET", {"User-Agent": IPHONE}, True),
        ("HEAD", {"User-Agent": IPHONE}, False),
        ("GET", {"User-Agent": IPHONE, "Sec-Purpose": "prefetch"}, False),
        ("GET", {"User-Agent": "WhatsApp/2.24.1 A"}, False),
        ("GET", {"User-Agent": "facebookexternalhit/1.1"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; TelegramBot/1.0)"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Proofpoint URL Defense)"}, False),
        ("GET", {"User-Agent": "python-requests/2.32"}, False),
        ("GET", {}, False),
    ],
)
def test_only_a_page_shown_by_a_browser_counts(app: Flask, method, headers, counts):
    with app.test_request_context("/fds/x", method=method, headers=headers):
        assert is_a_person(request) is counts
