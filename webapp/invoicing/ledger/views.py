from flask import Blueprint, abort, render_template, request, url_for

from webapp.core import clock
from webapp.core.access import access
from webapp.core.web import download, see_other, wants_part
from webapp.domain.invoices.document import VatRegime
from webapp.domain.permissions import Permission
from webapp.invoicing.ledger import exports
from webapp.invoicing.ledger.books import books_of
from webapp.invoicing.ledger.gauge import thresholds_in, thresholds_of
from webapp.invoicing.models import Rhythm
from webapp.invoicing.payments.words import MEANS
from webapp.invoicing.queries import seller_facts

bp = Blueprint("ledger", __name__)

READ = Permission.INVOICING_READ
BASE = "/w/<workspace>/invoicing/ledger"
FIRST_YEAR = 2000


@bp.get(BASE)
@access(READ)
def index():
    """The livre des recettes."""
    return render_template("invoicing/ledger/index.html", **_page("receipts"), means=MEANS)


@bp.get(f"{BASE}/urssaf")
@access(READ)
def turnover():
    """What a micro-entreprise declares."""
    page = _page("turnover")
    facts = page["facts"]
    rhythm = _rhythm(Rhythm(facts.profile.declares) if facts else Rhythm.QUARTERLY)
    started_on = facts.profile.started_on if facts else None
    returns = page["books"].turnover_returns(rhythm, started_on)
    return render_template("invoicing/ledger/turnover.html", **page, returns=returns, rhythm=rhythm)


@bp.get(f"{BASE}/vat")
@access(READ)
def vat():
    page, rhythm = _page("vat"), _rhythm(Rhythm.MONTHLY)
    returns = page["books"].vat_returns(rhythm)
    return render_template("invoicing/ledger/vat.html", **page, returns=returns, rhythm=rhythm)


@bp.get(f"{BASE}/gauge")
@access(READ)
def gauge():
    """For pages of rooms below, once they are shown."""
    if not wants_part():
        return see_other(url_for(".index"))
    facts = seller_facts()
    thresholds = thresholds_of(facts, clock.today()) if facts else None
    return render_template("invoicing/ledger/_gauge.html", thresholds=thresholds)


@bp.get(f"{BASE}/receipts/file")
@access(READ)
def receipts_file():
    year = _year()
    return download(exports.receipts_csv(books_of(year)), f"livre-des-recettes-{year}.csv")


@bp.get(f"{BASE}/sales/file")
@access(READ)
def sales_file():
    year = _year()
    return download(exports.sales_csv(books_of(year)), f"journal-des-ventes-{year}.csv")


def _page(part):
    year, facts, today = _year(), seller_facts(), clock.today()
    regimes = [regime for _from, regime in facts.regimes] if facts else []
    is_now = year == today.year
    books = books_of(year, since=year - 1 if is_now else None)
    return {
        "part": part,
        "year": year,
        "today": today,
        "facts": facts,
        "books": books,
        "thresholds": thresholds_in(books, facts, today) if facts and is_now else None,
        "collects_vat": any(regime is not VatRegime.FRANCHISE for regime in regimes),
    }


def _year():
    asked = request.args.get("year", clock.today().year, type=int)
    if not FIRST_YEAR <= asked <= clock.today().year:
        abort(404)
    return asked


def _rhythm(usual):
    asked = request.args.get("by", "")
    return Rhythm(asked) if asked in list(Rhythm) else usual
