"""Commands: the database, the server and its worker, accounts, workspaces, engagements, rights, invoices."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from email_validator import EmailNotValidError
from flask import Flask, current_app, g
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import OperationalError

from webapp import demo
from webapp.accounts import actions as accounts_actions
from webapp.accounts.forms import normalized_email
from webapp.accounts.queries import account_by_email
from webapp.billing import stripe
from webapp.core import assets, databases, db, jobs, migrations, supervisor
from webapp.core.settings import Settings
from webapp.documents.inbound import listener
from webapp.domain.refusals import Refused
from webapp.domain.typed import FIRST_YEAR, LAST_YEAR
from webapp.engagements.imports import actions as imports
from webapp.invoicing.archive.commands import export
from webapp.productions import limits
from webapp.rights.queries import show_json
from webapp.rights.vectors.cases import Malformed
from webapp.rights.vectors.verdicts import verdicts
from webapp.workspaces import actions as workspaces_actions
from webapp.workspaces.forms import LONGEST_NAME
from webapp.workspaces.lookup import workspace_id_of


class Day(click.DateTime):
    """A day the rights can be counted for: any that people type elsewhere."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        day = super().convert(value, param, ctx).date()
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}.", param, ctx)
        return day


database = AppGroup("database", help="The roles and the schema.")
accounts = AppGroup("accounts", help="People who sign in.")
workspaces = AppGroup("workspaces", help="Private spaces.")
engagements = AppGroup("engagements", help="My jobs.")
rights = AppGroup("rights", help="The hours that count.")
invoicing = AppGroup("invoicing", help="Issued documents.")
billing = AppGroup("billing", help="Our own subscription, in Stripe.")


def init_app(app: Flask) -> None:
    for command in (
        database,
        accounts,
        workspaces,
        engagements,
        rights,
        invoicing,
        billing,
        serve,
        worker,
        inbound,
        seed,
        build_assets,
    ):
        app.cli.add_command(command)


@database.command("prepare")
def prepare() -> None:
    """Make the five roles and the database; can be run again."""
    databases.prepare(databases.databases(_settings()))
    click.echo("Roles and database are ready.")


@database.command("migrate")
def migrate() -> None:
    """Bring the schema up to date, as the owning role."""
    addresses = databases.databases(_settings())
    if not _settings().database_url:
        databases.prepare(addresses)
    migrations.upgrade(addresses.owner)
    click.echo(f"Schema at {migrations.head()}.")


@database.command("check")
def check() -> None:
    """Fail if the models and the migrations differ."""
    _ready()
    migrations.check(databases.databases(_settings()).owner)


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run the jobs: mail, tidying."""
    databases.refuse_strong_roles(databases.databases(_settings()))
    jobs.work(databases.databases(_settings()).jobs)


@click.command("inbound")
@with_appcontext
def inbound() -> None:
    """Receive mails for INBOUND_DOMAIN on INBOUND_PORT, until told to stop."""
    settings = _settings()
    if not settings.inbound_port or not settings.inbound_domain:
        raise click.ClickException("INBOUND_PORT and INBOUND_DOMAIN say where mails come.")
    databases.refuse_strong_roles(databases.databases(settings))
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    listener.listen(app, settings.host, settings.inbound_port, settings.inbound_domain)


@click.command("serve")
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--seed", "with_seed", is_flag=True, help="Make the demo workspace the first time.")
@with_appcontext
def serve(port: int, with_seed: bool) -> None:
    """Start everything for development: database, schema, worker, web."""
    greeting = f"{demo.EMAIL} / {demo.PASSWORD}" if with_seed else ""
    seed = _seed if with_seed else None
    raise SystemExit(supervisor.run(_settings(), port, seed=seed, greeting=greeting))


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Make the demo workspace, if it is not there."""
    _ready()
    _seed()


@click.command("assets")
def build_assets() -> None:
    """Build what the browser loads."""
    assets.build()


@accounts.command("create")
@click.option("--email", required=True)
@click.option("--name", default="")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
def create_account(email: str, name: str, password_stdin: bool) -> None:
    """Make an account whose address is taken as confirmed."""
    email = _address(email)
    _ready()
    with _unit_of_work():
        accounts_actions.make_account(email, _password(), name=name or _name_of(email), confirmed=True)
    click.echo(f"Account {email} made.")


@workspaces.command("create")
@click.option("--slug", required=True)
@click.option("--owner", required=True, help="The owner's mail address.")
@click.option("--name", default="")
def create_workspace(slug: str, owner: str, name: str) -> None:
    """Make a workspace; its owner gets an account if there is none, and sets the password by mail."""
    owner = _address(owner)
    name = (name or _name_of(owner))[:LONGEST_NAME]
    _ready()
    with _unit_of_work():
        account = account_by_email(owner) or accounts_actions.make_account(
            owner, None, name=name, confirmed=True
        )
        workspaces_actions.make_workspace(account, name, slug=slug)
    click.echo(f"Workspace {slug} made for {owner}.")


@engagements.command("import")
@click.option("--workspace", "slug", required=True)
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_engagements(slug: str, path: Path) -> None:
    """Bring in a spreadsheet (CSV or XLSX); wrong lines are named and the rest is imported."""
    _ready()
    with _unit_of_work(slug), path.open("rb") as file:
        report = imports.import_file(file, path.name)
    for number, why in report.wrong:
        click.echo(f"line {number}: {why}", err=True)
    click.echo(f"{report.added} added, {report.duplicates} already there, {len(report.wrong)} wrong.")
    raise SystemExit(0 if report.added or report.duplicates else 1)


@rights.command("show")
@click.option("--workspace", "slug", required=True)
@click.option("--on", "on", type=Day(), required=True)
@click.option("--fct", type=Day(), help="The fin de contrat of the last opening.")
@click.option("--json", "as_json", is_flag=True, required=True)
def show_rights(slug: str, on: date, fct: date | None, as_json: bool) -> None:
    """Print the hours that count on a day, in hours."""
    _ready()
    with _unit_of_work(slug):
        shown = show_json(on, fct)
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


@rights.command("vectors")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def run_vectors(path: Path) -> None:
    """Run worked examples through the calculation; fails if one is wrong, unknown or malformed."""
    try:
        found = list(verdicts(path))
    except Malformed as malformed:
        raise click.ClickException(str(malformed)) from malformed
    for verdict in found:
        click.echo(str(verdict))
    raise SystemExit(0 if all(verdict.is_right for verdict in found) else 1)


@invoicing.command("export")
@click.option("--workspace", "slug", required=True)
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
def export_invoices(slug: str, folder: Path) -> None:
    """Write the PDF of each issued document in a folder, as it was issued."""
    _ready()
    count = 0
    with _unit_of_work(slug):
        try:
            for path in export(folder):
                click.echo(path)
                count += 1
        except OSError as error:
            raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"{count} written." if count else "No document was issued yet.")


@contextmanager
def _unit_of_work(slug: str | None = None) -> Iterator[None]:
    """One transaction, inside a workspace if one is named; a refusal is printed as a sentence."""
    try:
        if slug is not None:
            workspace_id = workspace_id_of(slug)
            if workspace_id is None:
                raise click.ClickException(f"There is no workspace “{slug}”.")
            db.leave()
            jobs.enter(workspace_id)
        yield
        db.finish(keep=True)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OperationalError as error:
        raise click.ClickException("The database does not answer.") from error
    finally:
        db.leave()


def _ready() -> None:
    """The embedded database may be new: bring it up to date, as `serve` does; then act as web alone."""
    addresses = databases.databases(_settings())
    if not _settings().database_url:
        databases.prepare(addresses)
        migrations.upgrade(addresses.owner)
    databases.refuse_strong_roles(addresses)


def _seed() -> None:
    if not _settings().in_development:
        raise click.ClickException("The demo is made in development only.")
    with current_app.test_request_context():
        g.read_only = False
        with limits.lifted():
            made = demo.seed()
        db.finish(keep=True)
    click.echo("raccord | The demo workspace is made." if made else "raccord | The demo workspace is there.")


def _address(typed: str) -> str:
    try:
        return normalized_email(typed)
    except EmailNotValidError as error:
        raise click.BadParameter(f"“{typed[:80]}” is not a mail address.") from error


def _password() -> str:
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.ClickException("The password is not written in UTF-8.") from error


def _name_of(email: str) -> str:
    return email.split("@")[0].replace(".", " ").title()


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


@billing.command("sync-prices")
@with_appcontext
def sync_prices() -> None:
    """Make in Stripe the products and prices it lacks; run again, nothing. What it cannot make is said."""
    if not stripe.is_sold():
        raise click.ClickException("No STRIPE_SECRET_KEY: nothing is sold here, everything is open.")
    try:
        made, left = stripe.sync_prices(), stripe.lacks()
    except stripe.Declined as refused:
        raise click.ClickException(str(refused)) from refused
    except stripe.Unreachable as error:
        raise click.ClickException("Stripe did not answer: run it again.") from error
    click.echo("\n".join([*made, *left]) if made or left else "Everything is there.")
