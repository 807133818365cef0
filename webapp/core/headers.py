"""What every answer says to the browser about safety, and HTML made small for a phone."""

import gzip

from flask import Flask, Response, current_app, request

from webapp.core.access import Door, mark_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SMALLEST_WORTH_IT = 700


def leading_to(*origins: str) -> str:
    """The policy of a page whose forms may end on these sites: browsers hold a redirect to it too."""
    return POLICY.replace("form-action 'self'", " ".join(("form-action 'self'", *origins)))


def init_app(app: Flask, *, secure: bool) -> None:
    app.config["SECURE"] = secure
    app.after_request(compressed)
    app.after_request(_safe)


def _safe(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    if mark_of(current_app.view_functions.get(request.endpoint or "")) is Door.LINK:
        # A token in the address is told neither to the next page nor to search engines.
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex, nofollow"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(), payment=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "private, no-store")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def compressed(response: Response) -> Response:
    """Once: what is compressed already is left as it is."""
    if (
        response.mimetype != "text/html"
        or response.direct_passthrough
        or response.status_code in {204, 304}
        or "Content-Encoding" in response.headers
        or not request.accept_encodings.quality("gzip")
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) > SMALLEST_WORTH_IT:
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
