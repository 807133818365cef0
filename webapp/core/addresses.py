"""Whole addresses, for what is read outside the site: mails. Never from the Host a request claims."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import current_app


def absolute(endpoint: str, **values: Any) -> str:
    """The address of a page under PUBLIC_URL; works without a request."""
    public_url: str = current_app.config["SETTINGS"].public_url
    path = current_app.url_map.bind(urlsplit(public_url).netloc or "localhost").build(endpoint, values)
    return public_url + path


def split_address(text: str | None) -> SplitResult:
    """What a browser claims about another page, split; what is no address at all splits into nothing."""
    try:
        return urlsplit(text or "")
    except ValueError:
        return urlsplit("")


def origin_of(url: str) -> str:
    split = urlsplit(url)
    return f"{split.scheme}://{split.netloc}"


def path_here(text: str | None) -> str | None:
    """The text if it is a path of this site, else None: `//evil`, `/\\evil`, `javascript:`, CR and LF are not."""
    if not text or not text.startswith("/") or text.startswith("//") or len(text) > 500:
        return None
    if "\\" in text or not text.isprintable() or any(c.isspace() for c in text):
        return None
    return text
