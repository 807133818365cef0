"""Previews of messengers and scanners of mails are not people who read."""

import pytest
from flask import Flask, request

from webapp.core.visitors import is_a_person

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
ANDROID = "Mozilla/5.0 (Linux; Android 14; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
IMESSAGE = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1"
    " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0"
)


@pytest.mark.parametrize(
    ("method", "headers", "counts"),
    [
        ("GET", {"User-Agent": IPHONE}, True),
        ("GET", {"User-Agent": CHROME, "Sec-Fetch-Dest": "document"}, True),
        ("GET", {"User-Agent": ANDROID.format("CUBOT X19")}, True),
        ("GET", {"User-Agent": ANDROID.format("SM-S911B") + " Telegram-Android/11.3.3 (Samsung)"}, True),
        ("HEAD", {"User-Agent": IPHONE}, False),
        ("POST", {"User-Agent": IPHONE}, False),
        ("GET", {"User-Agent": IPHONE, "HX-Request": "true"}, False),
        ("GET", {"User-Agent": IPHONE, "Sec-Fetch-Dest": "empty"}, False),
        ("GET", {"User-Agent": IPHONE, "Sec-Fetch-Dest": "image"}, False),
        ("GET", {"User-Agent": IPHONE, "Sec-Purpose": "prefetch"}, False),
        ("GET", {"User-Agent": "WhatsApp/2.24.1 A"}, False),
        ("GET", {"User-Agent": "facebookexternalhit/1.1"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; TelegramBot/1.0)"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Proofpoint URL Defense)"}, False),
        ("GET", {"User-Agent": "python-requests/2.32"}, False),
        ("GET", {"User-Agent": f"{CHROME} WhatsApp/2.24"}, False),
        ("GET", {"User-Agent": IMESSAGE}, False),
        ("GET", {"User-Agent": "WhatsApp/2"}, False),  # Signal too
        ("GET", {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"}, False),
        (
            "GET",
            {"User-Agent": "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5"},
            False,
        ),  # Teams
        ("GET", {"User-Agent": "Mozilla/4.0 (compatible; ms-office; MSOffice rmj)"}, False),
        ("GET", {"User-Agent": f"{CHROME} Microsoft Outlook 16.0.5278"}, False),
        ("GET", {"User-Agent": f"{CHROME} BingPreview/1.0b"}, False),
        ("GET", {"User-Agent": f"{CHROME} SafeLinks"}, False),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Mimecast URL Protect)"}, False),
        ("GET", {"User-Agent": f"{CHROME} Barracuda Sentinel (EE)"}, False),
        (
            "GET",
            {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            False,
        ),
        (
            "GET",
            {"User-Agent": "Mozilla/5.0 (Windows NT 5.1; rv:11.0) (via ggpht.com GoogleImageProxy)"},
            False,
        ),
        ("GET", {"User-Agent": f"{CHROME} Google-PageRenderer Google"}, False),
        ("GET", {"User-Agent": CHROME.replace("Chrome/", "HeadlessChrome/")}, False),
        ("GET", {}, False),
    ],
)
def test_only_a_page_shown_by_a_browser_counts(app: Flask, method, headers, counts):
    with app.test_request_context("/fds/x", method=method, headers=headers):
        assert is_a_person(request) is counts
