"""Where a place is, read from what people type or paste: two numbers, or a link to a map.

Nothing is fetched: a short link, which holds no numbers, is refused with what to do.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from webapp.domain.refusals import Refused
from webapp.domain.typed import quoted, tidy
from webapp.domain.words import sentence

Coordinates = tuple[float, float]  # latitude, longitude: degrees, WGS 84

NUMBER = r"[-+−]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
DECIMAL = r"[-+−]?[0-9]{1,3}\.[0-9]{1,15}"
FRENCH = r"[-+−]?[0-9]{1,3},[0-9]{1,15}"
# Both with decimals: `48,65` alone could be one latitude or two whole degrees.
TYPED = re.compile(rf"\(?({DECIMAL}) ?[,;/ ] ?({DECIMAL})\)?")
TYPED_IN_FRENCH = re.compile(rf"\(?({FRENCH})(?: ?[;/] ?|, ?| )({FRENCH})\)?")
PAIR = re.compile(rf"\s*({NUMBER})\s*[,/]\s*({NUMBER})(?![0-9.])")
# `48°38′57,5″N 2°01′32,5″O`, seconds and minutes left out or not.
ANGLE = r"([0-9]{1,3}(?:[.,][0-9]+)?) ?° ?(?:([0-9]{1,2}(?:[.,][0-9]+)?) ?['′’] ?)?(?:([0-9]{1,2}(?:[.,][0-9]+)?) ?(?:[\"″”]|''|′′|’’) ?)?"
ANGLES = re.compile(rf"{ANGLE}([NS]),? ?{ANGLE}([EOW])", re.IGNORECASE)
PIN = re.compile(rf"!3d({NUMBER})!4d({NUMBER})")  # Google: the pin, where @ is the middle of the window
VIEW = re.compile(rf"@({NUMBER}),({NUMBER})")
OSM_MAP = re.compile(rf"(?:^|&)map=[0-9.]+/({NUMBER})/({NUMBER})")
ASKED = ("q", "query", "ll", "coordinate", "destination", "daddr", "center", "to")
SHORT_LINKS = {"maps.app.goo.gl", "goo.gl", "g.co", "osm.org", "bit.ly", "maps.apple"}
LONGEST = 4000


def parse_coordinates(text: str) -> Coordinates:
    """`48.6493, -2.0257`, `48,6493 -2,0257`, degrees and minutes, `geo:`, links of OpenStreetMap and others."""
    typed = tidy(text[:LONGEST])
    found = _from_link(typed) if ":" in typed else _from_numbers(typed)
    if found is None:
        raise Refused(
            sentence(
                "On ne lit pas de coordonnées dans «\u00a0%(typed)s\u00a0». Exemple\u00a0: 48.6493, -2.0257, ou le lien d’une carte.",
                typed=quoted(typed),
            )
        )
    latitude, longitude = found
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refused(
            sentence(
                "La latitude va de -90 à 90, la longitude de -180 à 180. Exemple\u00a0: 48.6493, -2.0257."
            )
        )
    return found


def said(latitude: float, longitude: float) -> str:
    """As the reader above takes it back: `48.6493, -2.0257`."""
    return f"{_short(latitude)}, {_short(longitude)}"


def _from_numbers(typed: str) -> Coordinates | None:
    if angles := ANGLES.fullmatch(typed):
        parts = angles.groups()
        return _degrees(*parts[:4]), _degrees(*parts[4:])
    found = TYPED.fullmatch(typed) or TYPED_IN_FRENCH.fullmatch(typed)
    return _pair(found) if found else None


def _from_link(typed: str) -> Coordinates | None:
    try:
        link = urlsplit(typed)
        host = link.hostname or ""
    except ValueError:
        return None
    if link.scheme == "geo":
        return _asked(link) or _pair(PAIR.match(link.path))
    if link.scheme not in ("http", "https"):
        return None
    if host.removeprefix("www.") in SHORT_LINKS and not link.query:
        raise Refused(
            sentence(
                "Ce lien court ne contient pas les coordonnées. Ouvrez-le, puis copiez l’adresse de la page de la carte."
            )
        )
    return _marked(link) or _pinned(typed) or _asked(link) or _in_path(link)


def _marked(link: SplitResult) -> Coordinates | None:
    """OpenStreetMap: the mark, else the middle of the map."""
    query = parse_qs(link.query)
    if "mlat" in query and "mlon" in query:
        return _pair(PAIR.match(f"{query['mlat'][0]},{query['mlon'][0]}"))
    return _pair(OSM_MAP.search(link.fragment))


def _pinned(typed: str) -> Coordinates | None:
    pins = list(PIN.finditer(typed))
    return _pair(pins[-1]) if pins else None


def _asked(link: SplitResult) -> Coordinates | None:
    query = parse_qs(link.query)
    for name in ASKED:
        for value in query.get(name, ()):
            found = PAIR.match(value.removeprefix("loc:").replace("+", " "))
            if found:
                return _pair(found)
    return None


def _in_path(link: SplitResult) -> Coordinates | None:
    path = unquote(link.path).replace("+", " ")
    for piece in path.split("/"):
        found = PAIR.fullmatch(piece)
        if found:
            return _pair(found)
    return _pair(VIEW.search(path))


def _pair(found: re.Match[str] | None) -> Coordinates | None:
    return (_number(found[1]), _number(found[2])) if found else None


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _degrees(degrees: str, minutes: str | None, seconds: str | None, side: str) -> float:
    angle = _number(degrees) + _number(minutes or "0") / 60 + _number(seconds or "0") / 3600
    return round(-angle if side.upper() in "SOW" else angle, 7)


def _short(degrees: float) -> str:
    whole, _, decimals = f"{degrees:.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"
