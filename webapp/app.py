"""The roof: opens the doors and knows every room."""

import logging
import sys

from flask import Flask
from flask_wtf import CSRFProtect
from sqlalchemy import Connection
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import cli
from webapp.accounts import door
from webapp.accounts import views as accounts
from webapp.billing import seats, trials
from webapp.billing import views as billing
from webapp.calendar import views as calendar
from webapp.career import views as career
from webapp.contacts import views as contacts
from webapp.contacts.exports import views as exports
from webapp.contacts.imports import views as cards
from webapp.contacts.merging import views as merging
from webapp.core import (
    assets,
    databases,
    db,
    dev,
    errors,
    files,
    formats,
    headers,
    health,
    i18n,
    jobs,
    logs,
    mail,
    once,
    throttle,
    web,
)
from webapp.core.settings import ROOT, BadSetting, Settings, from_environment
from webapp.documents import views as documents
from webapp.documents.inbound import views as inbound
from webapp.engagements import merging as merged_employers
from webapp.engagements import views as engagements
from webapp.home import views as home
from webapp.invoicing.archive import views as archive
from webapp.invoicing.clients import merging as merged_clients
from webapp.invoicing.clients import views as clients
from webapp.invoicing.invoices import views as invoices
from webapp.invoicing.ledger import views as ledger
from webapp.invoicing.payments import views as payments
from webapp.invoicing.quotes import views as quotes
from webapp.invoicing.seller import views as seller
from webapp.leaving import views as leaving
from webapp.money import views as money
from webapp.network import views as network
from webapp.network.proposals import views as proposals
from webapp.network.recommendations import views as recommendations
from webapp.network.tags import views as tags
from webapp.network.ties import views as ties
from webapp.notices import telling
from webapp.notices import views as notices
from webapp.places import views as places
from webapp.productions import closed, limits
from webapp.productions import views as productions
from webapp.productions.callsheets import views as callsheets
from webapp.productions.cloning import views as cloning
from webapp.productions.crew import merging as merged_crews
from webapp.productions.crew import views as crew
from webapp.productions.handover import views as handover
from webapp.productions.hours import views as hours
from webapp.productions.locations import views as locations
from webapp.productions.papers import views as papers
from webapp.productions.planning import views as planning
from webapp.productions.tasks import views as tasks
from webapp.productions.tour import views as tour
from webapp.rights import views as rights
from webapp.rights.declaration import views as declaration
from webapp.search import views as search
from webapp.sharing import views as sharing
from webapp.subscription import telling as plan_mails
from webapp.subscription import views as subscription
from webapp.workspaces import gate
from webapp.workspaces import views as workspaces

log = logging.getLogger("raccord")
CANNOT_LOAD = 4  # what gunicorn takes as final, instead of trying again for ever
ROOMS = (
    accounts,
    workspaces,
    billing,
    contacts,
    exports,
    cards,
    merging,
    documents,
    places,
    productions,
    locations,
    tasks,
    cloning,
    hours,
    crew,
    planning,
    papers,
    handover,
    inbound,
    callsheets,
    tour,
    engagements,
    rights,
    declaration,
    archive,
    invoices,
    quotes,
    payments,
    ledger,
    seller,
    clients,
    money,
    calendar,
    career,
    home,
    network,
    tags,
    notices,
    leaving,
    ties,
    recommendations,
    proposals,
    search,
    sharing,
    subscription,
)


def serving() -> Flask:
    """The app for a web server: a role too strong or a missing setting ends the start with a sentence."""
    try:
        app = create_app()
        databases.refuse_strong_roles(databases.databases(app.config["SETTINGS"]))
    except BadSetting as bad:
        print(f"raccord | {bad}", file=sys.stderr, flush=True)
        raise SystemExit(CANNOT_LOAD) from bad
    if not app.config["SETTINGS"].stripe_secret_key:
        log.info("no STRIPE_SECRET_KEY: nothing is sold here, everything is open")
    return app


def create_app(settings: Settings | None = None, *, bind: Connection | None = None) -> Flask:
    settings = settings or from_environment()
    app = web.App("webapp", static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    _configure(app, settings)
    addresses = None if bind is not None else databases.databases(settings)
    logs.configure(as_lines=settings.environment == "production")
    web.init_app(app)
    logs.init_app(app)
    db.init_app(app, addresses, bind)
    headers.init_app(app, secure=settings.secure)
    protection = CSRFProtect(app)
    for signed in (inbound.mail, billing.events):  # each in its own way
        protection.exempt(signed)
    door.init_app(app)
    i18n.init_app(app)
    formats.init_app(app)
    assets.init_app(app)
    gate.init_app(app)
    closed.init_app(app)
    limits.init_app()
    once.init_app(app)
    throttle.init_app(app, app.extensions["database"])
    jobs.init_app(app)
    mail.init_app(app, settings)
    files.init_app(app, settings)
    errors.init_app(app)
    telling.init_app()
    plan_mails.init_app()
    seats.init_app()
    trials.init_app()
    for room in (merged_crews, merged_employers, merged_clients):
        room.init_app()
    for room in (health, *ROOMS, *((dev,) if settings.in_development else ())):
        app.register_blueprint(room.bp)
    cli.init_app(app)
    return app


def _configure(app: web.App, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-raccord" if settings.secure else "raccord",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=60 * 24 * 3600,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        # The page of a link tells no referrer: the token decides, and the gate looks where the request comes from.
        WTF_CSRF_SSL_STRICT=False,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        PREFERRED_URL_SCHEME="https" if settings.secure else "http",
    )
    app.jinja_env.undefined = web.Strict
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
