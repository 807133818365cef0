"""A believable year to look around in, made once, in development only."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from webapp.accounts.actions import make_account
from webapp.accounts.passwords import digest_of
from webapp.accounts.queries import account_by_email
from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.models import Contact, Kind, WayKind
from webapp.contacts.roles.actions import Held, add_role
from webapp.core import clock, db
from webapp.demo import billing, links, network, past, season, ties, work
from webapp.domain.owed import Age, OwedKind
from webapp.domain.periods import add_months
from webapp.engagements.actions import add_engagement
from webapp.engagements.imports.actions import import_file
from webapp.engagements.models import State, Unit
from webapp.engagements.terms import LineTerms, Terms
from webapp.engagements.work import work_periods
from webapp.money.actions import receive_old
from webapp.money.benefits import benefits
from webapp.money.queries import unpaid_periods
from webapp.productions.actions import production_titled, update_production
from webapp.productions.models import PhaseKind, ShowKind
from webapp.productions.outline import Outline, Stretch
from webapp.rights.actions import OpeningTerms, record_opening
from webapp.rights.known import known
from webapp.rights.periods.actions import IncomeTerms, record_income
from webapp.rights.periods.models import IncomeKind
from webapp.workspaces.actions import make_workspace

EMAIL, PASSWORD, NAME, SLUG = "demo@raccord.example", "raccord-demo", "Camille Roussel", "demo"
# The year of the demo was lived up to this day; it is moved by whole weeks to end about now.
LIVED_UNTIL = date(2026, 11, 23)
YEAR = Path(__file__).with_name("engagements.csv")
DATES = ("Début", "Fin")

EMPLOYERS = (
    Details(Kind.COMPANY, "Films du Ponant", siret="73282932000074", naf="59.11C", idcc="3097", city="Brest",
            phone="+33298000001", payroll_contact="Inès Kadri", payroll_email="paie@ponant.example",
            payroll_phone="+33298000002"),
    Details(Kind.COMPANY, "Brique Rouge", naf="59.11A", idcc="2642", city="Roubaix",
            payroll_contact="Hugo Lefèvre", payroll_email="paie@briquerouge.example",
            payroll_phone="+33698000003"),
    Details(Kind.COMPANY, "Studio Faubourg", naf="59.11B", idcc="2642", city="Paris",
            payroll_provider="Paie Ouest", employee_space_url="https://espace.studiofaubourg.example/"),
    Details(Kind.COMPANY, "Cie du Contretemps", naf="90.01Z", idcc="3090", city="Rennes", is_guso=False),
    Details(Kind.COMPANY, "Festival des Remparts", naf="90.01Z", city="Saint-Malo", is_guso=True),
)  # fmt: skip
PEOPLE = (
    Details(Kind.PERSON, "Aïcha Diallo", job="Directrice de production", company="Films du Ponant",
            phone="+33612345678", email="aicha@ponant.example", city="Brest", languages="Français, anglais, wolof",
            met="Tournage de « La Rade », Brest", source="Bible de production", birthday="--03-14",
            ways=(WayDetails(WayKind.PHONE, "+33298000011", "Bureau"),
                  WayDetails(WayKind.LINK, "https://www.linkedin.com/in/aicha-diallo-exemple", "LinkedIn")),
            tags=("M’a engagée", "Bretagne", "Long métrage"), notes="Préfère le SMS pendant les prépas."),
    Details(Kind.PERSON, "Jonas Berthier", job="Régisseur général", company="Films du Ponant", phone="+33698765432",
            city="Saint-Malo", driving_licence="B, BE, C", tags=("Régie", "Bretagne"), source="Feuille de service"),
    Details(Kind.PERSON, "Maud Kervella", job="Administratrice", company="Cie du Contretemps", city="Rennes",
            email="maud@contretemps.example", tags=("Spectacle vivant",),
            ways=(WayDetails(WayKind.EMAIL, "maud.kervella@exemple.fr", "Perso"),)),
)  # fmt: skip
# By name: what they did before.
ROLES = (
    ("Aïcha Diallo", Held("Directrice de production", "Films du Ponant", None, date(2021, 1, 1))),
    ("Aïcha Diallo", Held("Chargée de production", "Studio Faubourg", None, date(2016, 1, 1), date(2020, 12, 31))),
    ("Jonas Berthier", Held("Régisseur adjoint", None, "La Rade", date(2023, 4, 1), date(2023, 6, 30))),
    ("Maud Kervella", Held("Chargée de diffusion", "Festival des Remparts", None, date(2018, 1, 1), date(2022, 12, 31))),
)  # fmt: skip


def seed() -> bool:
    """Make the demo; False if it is already there."""
    if account_by_email(EMAIL) is not None:
        return False
    account = make_account(EMAIL, None, name=NAME, confirmed=True)
    account.password_digest = digest_of(PASSWORD)  # too easy to be accepted from a person
    workspace = make_workspace(account, NAME, slug=SLUG)
    workspace.welcomed_at = clock.now()
    move = timedelta(weeks=(clock.today() - LIVED_UNTIL).days // 7)
    for details in (*EMPLOYERS, *PEOPLE):
        add_contact(details)
    for name, held in ROLES:
        add_role(_contact(name), held)
    _contact("Jonas Berthier").introduced_by_id = _contact("Aïcha Diallo").id
    _productions(move)
    season.plan(move)
    import_file(io.BytesIO(_year(move)), YEAR.name)
    _offers(move)
    _opening(move)
    _received(workspace.id)
    work.go_on(account.id)
    billing.bill(move)
    network.keep_in_touch()
    ties.fill(move)
    past.remember()
    links.share(NAME)
    return True


def _received(workspace_id: UUID) -> None:
    """What was due for more than 60 days came in, but Congés Spectacles, which one forgets to claim."""
    today = clock.today()
    receive_old(unpaid_periods(today), today)
    owed, _why = benefits(work_periods(), known(workspace_id), today)
    for due in owed:
        if due.kind is OwedKind.ARE and due.age(today) is Age.OLD:
            month = date.fromisoformat(f"{due.key}-01")
            record_income(None, IncomeTerms(IncomeKind.ARE, month, due.cents, received_on=due.due_on))


def _year(move: timedelta) -> bytes:
    """The spreadsheet of the year, its days moved."""
    with YEAR.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
    writer.writeheader()
    for row in rows:
        for name in DATES:
            day, month, year = map(int, row[name].split("/"))
            row[name] = f"{date(year, month, day) + move:%d/%m/%Y}"
        writer.writerow(row)
    return out.getvalue().encode()


def _productions(move: timedelta) -> None:
    def between(kind: PhaseKind, start: date, end: date) -> Stretch:
        return Stretch(kind, start + move, end + move)

    preparation, shoot, post = PhaseKind.PREPARATION, PhaseKind.SHOOT, PhaseKind.POST
    for outline in (
        # 28 shooting days from 5 November with the 11th off: the last one is 15 December.
        Outline("Les Marées", ShowKind.FEATURE, "Films du Ponant", "Lola Quéméré", "MARÉES", 1, phases=(
            between(preparation, date(2026, 9, 21), date(2026, 11, 4)),
            between(shoot, date(2026, 11, 5), date(2026, 12, 15)),
            between(post, date(2027, 1, 4), date(2027, 4, 30)))),
        Outline("La Grande Lessive", ShowKind.THEATRE, "Cie du Contretemps", "Yann Le Goff", "LESSIVE", 2, phases=(
            between(preparation, date(2026, 10, 12), date(2026, 11, 13)),
            between(shoot, date(2026, 11, 14), date(2027, 2, 20)))),
        Outline("Nuit blanche", ShowKind.SHORT, "Studio Faubourg", "Sana Belkacem", "NUIT", 3, phases=(
            between(preparation, date(2026, 12, 1), date(2027, 1, 8)),
            between(shoot, date(2027, 1, 11), date(2027, 1, 15)))),
        Outline("Un dimanche à Roubaix", ShowKind.DOCUMENTARY, "Brique Rouge", "Paul Vasseur", "DIMANCHE", 4,
                phases=(between(shoot, date(2026, 1, 12), date(2026, 2, 27)),)),
    ):  # fmt: skip
        update_production(production_titled(outline.title), outline)


def _offers(move: timedelta) -> None:
    """The job of these days, then what is not signed yet: an option that ends soon, and a lead."""
    ponant, faubourg = (_contact(name) for name in ("Films du Ponant", "Studio Faubourg"))
    add_engagement(
        Terms(
            State.CONFIRMED, ponant.id, "Assistante de production",
            date(2026, 11, 23) + move, date(2026, 12, 4) + move,
            (LineTerms(Unit.HOUR, 80_00, 80 * 60, 1_720_00),),
            production_id=production_titled("Les Marées").id, place="Criée de Saint-Malo",
            daily_start_minute=7 * 60 + 15, daily_end_minute=18 * 60,
        )
    )  # fmt: skip
    add_engagement(
        Terms(
            State.OPTION, faubourg.id, "Assistante de production",
            date(2027, 1, 11) + move, date(2027, 1, 15) + move,
            (LineTerms(Unit.HOUR, 40_00, 40 * 60, 860_00),),
            production_id=production_titled("Nuit blanche").id, option_rank=1,
            option_until_on=clock.today() + timedelta(days=2), called_by="Sana Belkacem",
        )
    )  # fmt: skip
    add_engagement(
        Terms(
            State.LEAD, ponant.id, "Coordinatrice de production",
            date(2027, 3, 1) + move, date(2027, 3, 26) + move,
            called_by="Aïcha Diallo", call_back_on=clock.today() + timedelta(days=1),
        )
    )  # fmt: skip


def _opening(move: timedelta) -> None:
    fct_on = date(2026, 3, 14) + move
    record_opening(
        OpeningTerms(
            is_first_request=False, fct_on=fct_on, anniversary_on=add_months(fct_on, 12), aj_cents=59_20,
            notified_on=fct_on + timedelta(days=19),
        )
    )  # fmt: skip


def _contact(name: str) -> Contact:
    return db.db().scalars(select(Contact).where(Contact.name == name, Contact.deleted_at.is_(None))).one()
