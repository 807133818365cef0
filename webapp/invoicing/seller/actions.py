"""What changes the seller's profile and its logo."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.document import VatRegime
from webapp.invoicing.models import SellerLogo, SellerProfile, SellerRegime, Series, SeriesKind
from webapp.invoicing.queries import seller_profile
from webapp.invoicing.seller.pictures import checked
from webapp.invoicing.seller.queries import logo_named

PREFIXES = {SeriesKind.INVOICES: "", SeriesKind.CREDITS: "A-", SeriesKind.QUOTES: "D-"}


def begin_profile(values: Mapping[str, Any], regime: VatRegime, from_on: date, today: date) -> SellerProfile:
    """The profile, its first VAT regime and its three series; the profile alone when they are there already."""
    hold("seller", workspace_of(db()))
    there = seller_profile()
    if there is not None:
        update_profile(there, values)
        return there
    profile = SellerProfile(**values)
    db().add(profile)
    db().add(SellerRegime(from_on=from_on, regime=regime))
    db().add_all(Series(kind=kind, prefix=prefix, year=today.year) for kind, prefix in PREFIXES.items())
    db().flush()
    return profile


def update_profile(profile: SellerProfile, values: Mapping[str, Any]) -> None:
    """What is issued already keeps what it took."""
    for name, value in values.items():
        setattr(profile, name, value)
    db().flush()


def set_logo(profile: SellerProfile, content: bytes) -> None:
    """Raises Refused for what no paper could bear; the same picture is kept once."""
    media_type = checked(content)
    digest = sha256(content).hexdigest()
    hold("logo", workspace_of(db()), digest)
    logo = logo_named(digest)
    if logo is None:
        logo = SellerLogo(sha256=digest, content=content, media_type=media_type)
        db().add(logo)
        db().flush()
    profile.logo_id = logo.id
    db().flush()


def drop_logo(profile: SellerProfile) -> None:
    """Off the papers to come; those issued with it keep it."""
    profile.logo_id = None
    db().flush()
