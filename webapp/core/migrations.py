"""The schema brought up to date, as the owning role."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from webapp.core.settings import ROOT


def upgrade(owner_url: str) -> None:
    command.upgrade(_config(owner_url), "head")


def check(owner_url: str) -> None:
    """Raises if the models and the migrations differ."""
    command.check(_config(owner_url))


@cache
def head() -> str | None:
    return ScriptDirectory.from_config(_config("")).get_current_head()


def heads() -> tuple[str, ...]:
    return tuple(ScriptDirectory.from_config(_config("")).get_heads())


def _config(owner_url: str) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = owner_url
    return config
