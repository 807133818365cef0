"""Everything the environment may decide, read once."""

import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


class BadSetting(click.ClickException):
    """A setting is missing or contradicts another; the message is for the operator."""


@dataclass(frozen=True)
class Settings:
    environment: str = "development"
    data_dir: Path = ROOT / "var"
    secret_key: str = ""
    public_url: str = "http://localhost:8000"
    host: str = "127.0.0.1"
    database_url: str = ""
    database_owner_url: str = ""
    database_jobs_url: str = ""
    database_share_url: str = ""
    database_admin_url: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: str = "starttls"
    mail_from: str = "Raccord <bonjour@raccord.example>"
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = "eu-west-3"
    upload_bytes: int = 15 * MEGABYTE
    inbound_domain: str = ""
    inbound_secret: str = field(default="", repr=False)
    inbound_port: int = 0
    trusted_proxies: int = 0
    stripe_secret_key: str = field(default="", repr=False)  # empty: nothing is sold here, everything is open
    stripe_webhook_secret: str = field(default="", repr=False)
    stripe_api_url: str = ""  # of a Stripe to try with
    stripe_tax: bool = False

    @property
    def in_development(self) -> bool:
        return self.environment == "development"

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")


def from_environment() -> Settings:
    """Raises BadSetting when production lacks what it cannot invent."""
    read = os.environ.get
    environment = read("RACCORD_ENV", "development")
    data_dir = Path(read("DATA_DIR") or ROOT / "var").absolute()
    settings = Settings(
        environment=environment,
        data_dir=data_dir,
        secret_key=read("SECRET_KEY") or "",
        public_url=(read("PUBLIC_URL") or f"http://localhost:{read('PORT', '8000')}").rstrip("/"),
        host=read("HOST") or Settings.host,
        database_url=_postgresql(read("DATABASE_URL")),
        database_owner_url=_postgresql(read("DATABASE_OWNER_URL")),
        database_jobs_url=_postgresql(read("DATABASE_JOBS_URL")),
        database_share_url=_postgresql(read("DATABASE_SHARE_URL")),
        database_admin_url=_postgresql(read("DATABASE_ADMIN_URL")),
        smtp_host=read("SMTP_HOST", ""),
        smtp_port=_number("SMTP_PORT", 587),
        smtp_user=read("SMTP_USER", ""),
        smtp_password=read("SMTP_PASSWORD", ""),
        smtp_security=read("SMTP_SECURITY", "starttls"),
        mail_from=read("MAIL_FROM") or Settings.mail_from,
        s3_bucket=read("S3_BUCKET", ""),
        s3_endpoint=read("S3_ENDPOINT", ""),
        s3_region=read("S3_REGION") or Settings.s3_region,
        inbound_domain=read("INBOUND_DOMAIN", "").strip().lower(),
        inbound_secret=read("INBOUND_SECRET", ""),
        inbound_port=_number("INBOUND_PORT", 0),
        trusted_proxies=_number("TRUSTED_PROXIES", 0),
        stripe_secret_key=read("STRIPE_SECRET_KEY", "").strip(),
        stripe_webhook_secret=read("STRIPE_WEBHOOK_SECRET", "").strip(),
        stripe_api_url=read("STRIPE_API_URL", "").strip().rstrip("/"),
        stripe_tax=_number("STRIPE_TAX", 0) == 1,
    )
    return _checked(settings)


def _number(name: str, otherwise: int) -> int:
    typed = os.environ.get(name) or str(otherwise)
    if not typed.isascii() or not typed.isdigit():
        raise BadSetting(f"{name} is a number, not “{typed}”.")
    return int(typed)


def _checked(settings: Settings) -> Settings:
    _check_stripe(settings)
    if settings.environment not in {"development", "production", "test"}:
        raise BadSetting("RACCORD_ENV is development, production or test.")
    if settings.environment == "production":
        for name in ("secret_key", "database_url", "database_share_url"):
            if not getattr(settings, name):
                raise BadSetting(f"Production needs {name.upper()}.")
        if not settings.secure:
            raise BadSetting("Production needs PUBLIC_URL to begin with https://.")
        if not settings.s3_bucket and _is_passing(settings.data_dir):
            raise BadSetting("Production keeps files in S3_BUCKET, or in a DATA_DIR that outlives a restart.")
    if settings.secret_key:
        return settings
    return Settings(**{**vars(settings), "secret_key": _kept_secret(settings.data_dir / "secret-key")})


def _check_stripe(settings: Settings) -> None:
    key = settings.stripe_secret_key
    if key and not settings.stripe_webhook_secret:
        raise BadSetting(
            "STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET: without its events no plan ever changes."
        )
    if key and not key.startswith(("sk_test_", "sk_live_", "rk_test_", "rk_live_")):
        raise BadSetting("STRIPE_SECRET_KEY begins with sk_test_, sk_live_, rk_test_ or rk_live_.")
    if key and not settings.stripe_webhook_secret.startswith("whsec_"):
        raise BadSetting("STRIPE_WEBHOOK_SECRET begins with whsec_.")
    if settings.stripe_api_url and (
        not key.startswith("sk_test_") or settings.environment not in {"development", "test"}
    ):
        raise BadSetting("STRIPE_API_URL is for trying: with a test key, outside production.")


def _is_passing(folder: Path) -> bool:
    """Inside the checkout or the system's temporary folder: emptied by the next release or restart."""
    return any(folder.is_relative_to(place) for place in (ROOT, Path(tempfile.gettempdir())))


def _kept_secret(path: Path) -> str:
    """A key made once and kept, so that sessions survive a restart in development."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text()


def _postgresql(url: str | None) -> str:
    """SQLAlchemy's spelling of the addresses that hosts hand out."""
    scheme, sign, rest = (url or "").partition("://")
    return f"postgresql+psycopg://{rest}" if sign and scheme.startswith("postgres") else url or ""
