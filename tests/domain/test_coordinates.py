from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.coordinates import parse_coordinates, said
from webapp.domain.refusals import Refused

CRIEE = (48.6493, -2.0257)
GOOGLE = "https://www.google.com/maps"


@pytest.mark.parametrize(
    "text",
    [
        "48.6493, -2.0257",
        "48.6493,-2.0257",
        " 48.6493  -2.0257 ",
        "(48.6493, −2.0257)",
        "48,6493 -2,0257",
        "48,6493, -2,0257",
        "48,6493,-2,0257",
        "48,6493 ; -2,0257",
        "48.6493° N, 2.0257° O",
        "48.6493°N 2.0257°W",
        "geo:48.6493,-2.0257",
        "geo:48.6493,-2.0257;u=35",
        "geo:0,0?q=48.6493,-2.0257(Criée)",
        "https://www.openstreetmap.org/#map=17/48.6493/-2.0257",
        "https://www.openstreetmap.org/?mlat=48.6493&mlon=-2.0257#map=12/48.60/-2.10",
        "https://www.openstreetmap.org/way/1234#map=19/48.6493/-2.0257&layers=N",
        f"{GOOGLE}/@48.6493,-2.0257,17z",
        f"{GOOGLE}/place/Cri%C3%A9e/@48.60,-2.10,15z/data=!3m1!4b1!4m6!8m2!3d48.6493!4d-2.0257!16s",
        f"{GOOGLE}/place/48.6493,-2.0257",
        f"{GOOGLE}/search/48.6493,+-2.0257?entry=tts",
        f"{GOOGLE}/search/?api=1&query=48.6493%2C-2.0257",
        f"{GOOGLE}?q=48.6493,-2.0257",
        "https://maps.google.com/?q=loc:48.6493,-2.0257",
        "https://maps.apple.com/?ll=48.6493,-2.0257&q=Cri%C3%A9e",
        "https://waze.com/ul?ll=48.6493,-2.0257&navigate=yes",
    ],
)
def test_two_numbers_and_links_to_maps_are_read(text: str):
    assert parse_coordinates(text) == CRIEE


def test_degrees_minutes_and_seconds_are_read():
    latitude, longitude = parse_coordinates("48°38'57.5\"N 2°01'32.5\"W")
    assert (round(latitude, 4), round(longitude, 4)) == (48.6493, -2.0257)


@pytest.mark.parametrize(
    "text",
    [
        "48,65",
        "48.6493",
        "Criée de Saint-Malo",
        "48.6493, -2.0257, 12.5",
        "https://exemple.fr/",
        "https://[",
        "javascript:alert(48.6493,-2.0257)",
        "geo:criée",
        f"{GOOGLE}/place/Cri%C3%A9e",
    ],
)
def test_what_holds_no_coordinates_is_refused_with_an_example(text: str):
    with pytest.raises(Refused, match=r"48\.6493, -2\.0257"):
        parse_coordinates(text)


@pytest.mark.parametrize("text", ["https://maps.app.goo.gl/abc123", "https://osm.org/go/abc--"])
def test_a_short_link_is_never_followed(text: str):
    with pytest.raises(Refused, match="Ouvrez-le"):
        parse_coordinates(text)


@pytest.mark.parametrize("text", ["90.5, 2.0", "-2.0, 180.1", "148.6493, -2.0257"])
def test_degrees_off_the_globe_are_refused(text: str):
    with pytest.raises(Refused, match="-90 à 90"):
        parse_coordinates(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_shown_is_read_again(latitude: float, longitude: float):
    assert parse_coordinates(said(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-6)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str):
    for typed in (text, f"geo:{text}", f"https://{text}", f"{GOOGLE}?q={text}"):
        with suppress(Refused):
            latitude, longitude = parse_coordinates(typed)
            assert -90 <= latitude <= 90
            assert -180 <= longitude <= 180
