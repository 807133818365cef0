"""A workspace after months of work, as rows of its tables: written at once, without the actions.

Everything follows from a number, so that two fillings are the same, and from the number of
engagements: contacts, productions and papers grow with them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.plenty_planning import planning
from webapp.contacts.models import Contact, Kind
from webapp.core.fold import fold
from webapp.documents.models import Document, DocumentKind
from webapp.domain.declaration.windows import last_months
from webapp.domain.periods import add_months
from webapp.domain.rights.situations import SituationKind
from webapp.engagements.models import (
    Engagement,
    Line,
    Paper,
    PaperKind,
    PaperState,
    PayPeriod,
    Regime,
    State,
    Unit,
)
from webapp.places.models import Keeper, Place, PlaceKind
from webapp.productions.crew.models import Department, Member, PrivateSheet, Supplier
from webapp.productions.models import HUES, Phase, PhaseKind, Production, ShowKind
from webapp.productions.papers.models import PaperKind as ProductionPaperKind
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.tasks.models import Task
from webapp.rights.declaration.models import Declaration
from webapp.rights.models import Opening
from webapp.rights.periods.models import Income, IncomeKind, Period

Row = dict[str, Any]
NAMESPACE = UUID("6f0c6a52-7a55-4a43-9a3c-3d5f5a1e7c00")
STEP = 4  # days between two starts; a job lasts three
AHEAD = 6  # jobs that are not over

CREWED = 4  # the production that has a crew
LIVED, EARNED = 40, 120  # other periods and months of ARE: a career has no more

JOBS = (
    "Assistante de production",
    "Coordinatrice de production",
    "Secrétaire de production",
    "Chargée de production",
)
FIRST = ("Aïcha", "Jonas", "Maud", "Inès", "Hugo", "Lola", "Yann", "Sana", "Paul", "Élodie", "Karim", "Nina")
LAST = ("Diallo", "Berthier", "Kervella", "Kadri", "Lefèvre", "Quéméré", "Le Goff", "Belkacem", "Vasseur")
HOUSES = ("Films du Ponant", "Brique Rouge", "Studio Faubourg", "Cie du Contretemps", "Festival des Remparts")
TITLES = ("Les Marées", "La Grande Lessive", "Nuit blanche", "Un dimanche à Roubaix", "Rue des Lices")
TOWNS = ("Brest", "Roubaix", "Paris", "Rennes", "Saint-Malo", "Lille", "Marseille")
PAPERS = (PaperKind.CONTRACT, PaperKind.PAYSLIP, PaperKind.AEM, PaperKind.CONGES_SPECTACLES)


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), parents before children."""
    made = _Maker(workspace_id, engagements, today)
    return iter(
        (
            (Contact, [*made.companies(), *made.people()]),
            (Production, made.productions()),
            (Phase, made.phases()),
            (Place, made.places()),
            (Keeper, made.keepers()),
            (Task, made.tasks()),
            (Member, [made.member(k) for k in range(engagements // 4)]),
            (PrivateSheet, [made.sheet(k) for k in range(engagements // 8)]),
            (Supplier, [made.supplier(k) for k in range(1, engagements // 10)]),
            *planning(made.row, made.id, made.page, today, made.at, days=28 if engagements > 100 else 6),
            (Document, [*made.documents(), *made.production_documents()]),
            (ProductionPaper, made.production_papers()),
            (Opening, [made.opening()]),
            (Period, [made.lived(k) for k in range(min(engagements // 8, LIVED))]),
            (Income, [made.income(k) for k in range(min(engagements // 4, EARNED))]),
            (Declaration, made.copies()),
            (Engagement, [made.engagement(k) for k in range(engagements)]),
            (Line, [made.line(k) for k in range(engagements)]),
            (PayPeriod, [made.period(k) for k in range(engagements) if made.is_signed(k)]),
            (Paper, [paper for k in range(engagements) if made.is_signed(k) for paper in made.papers(k)]),
        )
    )


class _Maker:
    def __init__(self, workspace_id: UUID, engagements: int, today: date):
        self.workspace_id = workspace_id
        self.count = engagements
        self.today = today
        self.at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
        self.houses = max(5, engagements // 5)
        self.shows = max(5, engagements // 6)

    def row(self, table: str, number: int, /, **values: Any) -> Row:
        return {"workspace_id": self.workspace_id, "id": self.id(table, number), **values}

    def id(self, table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{self.workspace_id} {table} {number}")

    def page(self, letter: str, number: int) -> str:
        """A public id, unique in the workspace and as long as a real one."""
        return f"{letter}{number:06d}{self.workspace_id.hex[-5:]}"

    def companies(self) -> Iterator[Row]:
        for k in range(self.houses):
            name = f"{HOUSES[k % len(HOUSES)]} {k // len(HOUSES) + 1}"
            yield self.contact(k, Kind.COMPANY, name, None, naf="59.11C", idcc="3097", company_id=None)

    def people(self) -> Iterator[Row]:
        for k in range(self.houses, self.houses + max(20, self.count)):
            name = f"{FIRST[k % len(FIRST)]} {LAST[k % len(LAST)]}{' ' + str(k // 60) if k >= 60 else ''}"
            company = self.id("contact", k % self.houses)
            yield self.contact(
                k, Kind.PERSON, name, JOBS[k % len(JOBS)], naf=None, idcc=None, company_id=company
            )

    def contact(self, k: int, kind: Kind, name: str, job: str | None, **values: Any) -> Row:
        town, phone = TOWNS[k % len(TOWNS)], f"06{k:08d}"
        folded = fold(name, job, town, phone)
        values |= {"kind": kind, "name": name, "job": job, "city": town, "phone": phone, "folded": folded}
        return self.row(
            "contact", k, public_id=self.page("c", k), is_guso=False, created_at=self.at, **values
        )

    def productions(self) -> list[Row]:
        return [
            self.row(
                "production",
                k,
                public_id=self.page("p", k),
                title=(title := f"{TITLES[k % len(TITLES)]} {k // len(TITLES) + 1}"),
                folded=fold(title),
                kind=ShowKind.FEATURE,
                company_id=self.id("contact", k % self.houses),
                label=title.split()[-2].upper()[:9],
                hue=k % HUES + 1,
                created_at=self.at,
            )
            for k in range(self.shows)
        ]

    def phases(self) -> list[Row]:
        kinds = (PhaseKind.PREPARATION, PhaseKind.SHOOT, PhaseKind.POST)
        return [
            self.row(
                "phase",
                show * 3 + n,
                production_id=self.id("production", show),
                kind=kind,
                start_on=(start := self.today + timedelta(days=30 * (n - 1) - 20 * show)),
                end_on=start + timedelta(days=29),
            )
            for show in range(self.shows)
            for n, kind in enumerate(kinds)
        ]

    def places(self) -> list[Row]:
        return [
            self.row(
                "place",
                k,
                public_id=self.page("w", k),
                kind=PlaceKind.HALL if k % 3 == 0 else PlaceKind.SET,
                name=(name := f"Salle {TOWNS[k % len(TOWNS)]} {k}"),
                folded=fold(name),
                city=TOWNS[k % len(TOWNS)],
                latitude=48.0 + k % 3,
                longitude=2.0 - k % 5,
                access="Par le quai, portail vert",
                capacity=412,
                created_at=self.at,
            )
            for k in range(max(6, self.count // 4))
        ]

    def keepers(self) -> list[Row]:
        return [
            self.row("keeper", k, place_id=self.id("place", k), position=0, job="Gardien", phone=f"06{k:08d}")
            for k in range(max(6, self.count // 4))
        ]

    def tasks(self) -> list[Row]:
        """Twelve a production, each after the one before it."""
        return [
            self.row(
                "task",
                (k := show * 12 + n),
                public_id=self.page("t", k),
                production_id=self.id("production", show),
                position=n,
                title=f"Autorisations, lot {n}",
                phase=PhaseKind.PREPARATION,
                due_on=self.today + timedelta(days=3 * n - 6),
                depends_on_id=self.id("task", k - 1) if n else None,
                created_at=self.at,
            )
            for show in range(self.shows)
            for n in range(12)
        ]

    def member(self, k: int) -> Row:
        """The crew of the fifth production, a quarter of the jobs in number."""
        kinds = list(Department)
        return self.row(
            "crew_member", k, public_id=self.page("m", k), production_id=self.id("production", CREWED),
            contact_id=self.id("contact", self.houses + k), department=kinds[k % len(kinds)], position=k,
            contract_job=f"Poste {k}", contract_status="to_make", shares_phone=True,
            start_on=self.today, end_on=self.today + timedelta(days=k), created_at=self.at,
        )  # fmt: skip

    def sheet(self, k: int) -> Row:
        """Sealed with a key that is lost: its page says so."""
        return self.row(
            "private_sheet", k, member_id=self.id("crew_member", k), sealed=b"\x01lost", filled=["bank"],
            consented_at=self.at, received_at=self.at,
        )  # fmt: skip

    def supplier(self, k: int) -> Row:
        return self.row(
            "supplier", k, public_id=self.page("f", k), production_id=self.id("production", CREWED),
            contact_id=self.id("contact", 0), kind="rental", purpose=f"Besoin {k}", created_at=self.at,
        )  # fmt: skip

    def documents(self) -> list[Row]:
        return [
            self.row(
                "document",
                k,
                public_id=self.page("d", k),
                kind=DocumentKind.UNFILED if k % 10 == 0 else DocumentKind.PAYSLIP,
                title=(title := f"Bulletin {HOUSES[k % len(HOUSES)]} {k}"),
                folded=fold(title),
                file_key=f"{self.workspace_id}/{k}",
                file_name=f"bulletin-{k}.pdf",
                media_type="application/pdf",
                size=84_000 + k,
                sha256="0" * 64,
                is_mine=True,
                retention="life",
                created_at=self.at - timedelta(days=k),
                filed_at=None if k % 10 == 0 else self.at - timedelta(days=k),
            )
            for k in range(self.count)
        ]

    def production_documents(self) -> list[Row]:
        """As many as engagements; `production_papers` puts them all in one production."""
        return [
            self.row(
                "production document",
                k,
                public_id=self.page("f", k),
                kind=DocumentKind.PRODUCTION,
                title=(title := f"Autorisation {TOWNS[k % len(TOWNS)]} {k}"),
                folded=fold(title),
                file_key=f"{self.workspace_id}/production/{k}",
                file_name=f"autorisation-{k}.pdf",
                media_type="application/pdf",
                size=84_000 + k,
                sha256="0" * 64,
                is_mine=False,
                retention="production",
                created_at=self.at - timedelta(days=k),
                filed_at=self.at - timedelta(days=k),
            )
            for k in range(self.count)
        ]

    def production_papers(self) -> list[Row]:
        return [
            self.row(
                "production paper",
                k,
                public_id=self.page("g", k),
                production_id=self.id("production", 4),  # the one that the guards open
                document_id=self.id("production document", k),
                kind=ProductionPaperKind.PERMIT,
                issuer=f"Ville de {TOWNS[k % len(TOWNS)]}",
                valid_until_on=self.today + timedelta(days=k - 5),
                is_confidential=k % 7 == 0,
                created_at=self.at - timedelta(days=k),
            )
            for k in range(self.count)
        ]

    def opening(self) -> Row:
        fct_on = self.today - timedelta(days=250)
        anniversary_on = fct_on + timedelta(days=365)
        values = {"is_first_request": False, "annexe": 8, "aj_cents": 5920, "created_at": self.at}
        return self.row("opening", 0, fct_on=fct_on, anniversary_on=anniversary_on, **values)

    def lived(self, k: int) -> Row:
        """A week of leave each quarter, the last one just over."""
        end_on = self.today - timedelta(days=2 + 91 * k)
        return self.row(
            "lived",
            k,
            public_id=self.page("s", k),
            kind=SituationKind.SICK_LEAVE,
            start_on=end_on - timedelta(days=6),
            end_on=end_on,
            in_contract=False,
            minutes=0,
            gross_cents=0,
            is_paid_by_unemployment=False,
            is_indemnified=True,
            is_legitimate=False,
            is_proven=k % 2 == 0,
            created_at=self.at,
        )

    def income(self, k: int) -> Row:
        return self.row(
            "income",
            k,
            public_id=self.page("i", k),
            kind=IncomeKind.ARE,
            month=add_months(self.today.replace(day=1), -1 - k),
            cents=84_000 + k,
            days=14,
            created_at=self.at,
        )

    def copies(self) -> list[Row]:
        """Each of the last months declared, then declared again: the number is how far back, newest copies last."""
        return [
            self.row(
                "copy",
                number,
                public_id=self.page("k", number),
                month_on=month.start_on,
                declared_at=self.at + timedelta(minutes=number),
                lines=[self.copied(month.start_on, n) for n in range(3)],
                situations={"ticked": ["training"], "self_employed_cents": None},
            )
            for again in range(2)
            for number, month in enumerate(last_months(self.today), 1 + 12 * again)
        ]

    def copied(self, day: date, n: int) -> Row:
        return {
            "contract": self.page("e", n),
            "employer": f"{HOUSES[n]} 1",
            "start_on": day.isoformat(),
            "end_on": day.isoformat(),
            "minutes": 480,
            "cachets": 0,
            "gross_cents": 17_200,
            "doubt": None,
            "regime": "spectacle",
            "production": TITLES[n],
        }

    def starts_on(self, k: int) -> date:
        return self.today + timedelta(days=STEP * (AHEAD - k) - 1)

    def ends_on(self, k: int) -> date:
        return self.starts_on(k) + timedelta(days=2)

    def state(self, k: int) -> State:
        return {0: State.LEAD, 1: State.OPTION, 2: State.OPTION}.get(k, State.CONFIRMED)

    def is_signed(self, k: int) -> bool:
        return self.state(k) is State.CONFIRMED

    def engagement(self, k: int) -> Row:
        state, cachets = self.state(k), k % 9 == 8
        employer, job = k % self.houses, JOBS[k % len(JOBS)]
        return self.row(
            "engagement",
            k,
            public_id=self.page("e", k),
            state=state,
            employer_id=self.id("contact", employer),
            production_id=None if k % 10 == 9 else self.id("production", k % self.shows),
            contract_job=job,
            start_on=self.starts_on(k),
            end_on=self.ends_on(k),
            regime=Regime.SPECTACLE,
            annexe=10 if cachets else 8,
            place=TOWNS[k % len(TOWNS)],
            option_rank=1 if state is State.OPTION else None,
            option_until_on=self.today + timedelta(days=k) if state is State.OPTION else None,
            minutes=0 if cachets else 24 * 60 + 30 * (k % 5),
            cachets=300 if cachets else 0,
            gross_cents=51_600 + 1_075 * (k % 7),
            folded=fold(job, HOUSES[k % len(HOUSES)]),
            created_at=self.at,
        )

    def line(self, k: int) -> Row:
        job = self.engagement(k)
        return self.row(
            "line",
            k,
            engagement_id=job["id"],
            position=0,
            unit=Unit.CACHET if job["cachets"] else Unit.HOUR,
            quantity=job["cachets"] or job["minutes"] * 100 // 60,
            minutes=job["minutes"],
            gross_cents=job["gross_cents"],
        )

    def period(self, k: int) -> Row:
        return self.row(
            "period",
            k,
            public_id=self.page("y", k),
            engagement_id=self.id("engagement", k),
            start_on=self.starts_on(k),
            end_on=self.ends_on(k),
        )

    def papers(self, k: int) -> Iterator[Row]:
        for n, kind in enumerate(PAPERS):
            late = k % 4 == 3 and kind == PaperKind.AEM
            held = self.ends_on(k) < self.today - timedelta(days=30) and not late
            yield self.row(
                "paper",
                k * len(PAPERS) + n,
                public_id=self.page("q", k * len(PAPERS) + n),
                engagement_id=self.id("engagement", k),
                pay_period_id=None if kind == PaperKind.CONTRACT else self.id("period", k),
                kind=kind,
                state=PaperState.RECEIVED if held else PaperState.TO_COME,
                expected_on=self.ends_on(k) + timedelta(days=15),
                received_on=self.ends_on(k) + timedelta(days=20) if held else None,
            )
