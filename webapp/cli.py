"""Commands: the database, the server and its worker, accounts, workspaces, engagements, rights."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from webapp.core import assets, databases, jobs, migrations, supervisor
from webapp.core.settings import Settings

database = AppGroup("database", help="The roles, the schema, and what is in it.")


def init_app(app: Flask) -> None:
    for command in (database, serve, worker, build_assets):
        app.cli.add_command(command)


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


@database.command("prepare")
def prepare() -> None:
    """Make the five roles and the database; can be run again."""
    databases.prepare(databases.databases(settings()))
    click.echo("Roles and database are ready.")


@database.command("migrate")
def migrate() -> None:
    """Bring the schema up to date, as the owning role."""
    migrations.upgrade(databases.databases(settings()).owner)
    click.echo(f"Schema at {migrations.head()}.")


@database.command("check")
def check() -> None:
    """Fail if the models and the migrations differ."""
    migrations.check(databases.databases(settings()).owner)


@click.command("worker")
def worker() -> None:
    """Run the jobs: mail, reminders, tidying."""
    jobs.work(databases.databases(settings()).jobs)


@click.command("serve")
@click.option("--port", envvar="PORT", default=8000, show_default=True)
def serve(port: int) -> None:
    """Start everything for development: database, schema, demo, worker, web."""
    raise SystemExit(supervisor.run(settings(), port))


@click.command("assets")
def build_assets() -> None:
    """Build what the browser loads."""
    assets.build()
