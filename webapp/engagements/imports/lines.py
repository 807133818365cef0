"""One line of a spreadsheet, read strictly: a job ready to be added, or the sentences that say what is wrong.

Nothing is guessed: an empty cell that matters, a duration that cannot fit its dates, two figures that
contradict each other are asked about rather than arranged.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from stdnum.fr import siret as siret_number

from webapp.domain.money import parse_cents
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day, parse_hours, parse_quantity, quoted, tidy
from webapp.domain.words import Sentence, sentence
from webapp.engagements.imports import formulas, layouts, measures, vocabulary
from webapp.engagements.imports.drafts import Draft
from webapp.engagements.imports.measures import Measured, Work
from webapp.engagements.models import PaperState, Regime, State

LONGEST = {"employer": 200, "production": 200, "job": 200, "actual_job": 200, "place": 200, "notes": 5000}
# As when one types it: longer is a year mistyped, and would make a pay period per month.
MOST_DAYS = 3 * 366

Value = TypeVar("Value")
Default = TypeVar("Default")


@dataclass(frozen=True)
class Line:
    number: int
    cells: Sequence[str]
    draft: Draft | None = None
    wrong: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # the cells by field, as they stand

    @property
    def reason(self) -> Sentence:
        """Everything wrong, as one sentence."""
        said = self.wrong[0]
        for more in self.wrong[1:]:
            said = sentence("%(first)s %(more)s", first=said, more=more)
        return said


def read_lines(
    headers: Sequence[str], fields: Sequence[str], rows: Sequence[Sequence[int | str]]
) -> list[Line]:
    return [read_line(headers, fields, int(row[0]), [str(cell) for cell in row[1:]]) for row in rows]


def read_line(headers: Sequence[str], fields: Sequence[str], number: int, cells: Sequence[str]) -> Line:
    reading = _Reading(headers, fields, cells)
    if len(cells) > len(headers):
        reading.blame(
            sentence(
                "La ligne a plus de cellules que de titres. Un séparateur de trop, ou une virgule sans guillemets\u00a0?"
            )
        )
    draft = reading.draft()
    wrong = tuple(reading.wrong)
    return Line(number, cells, None if wrong else draft, wrong, tuple(reading.notes), reading.values)


class _Reading:
    """One line being read; what is wrong is gathered, so that everything is told at once."""

    def __init__(self, headers: Sequence[str], fields: Sequence[str], cells: Sequence[str]) -> None:
        self.values: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.wrong: list[Sentence] = []
        self.notes: list[Sentence] = []
        for header, key, cell in zip(headers, fields, cells, strict=False):
            if key:
                self.titles[key] = header
                self.values[key] = cell

    def draft(self) -> Draft | None:
        start_on, end_on = self.read("start", _day, needed=True), self.read("end", _day, needed=True)
        employer, job = self.text("employer", needed=True), self.text("job", needed=True)
        state, aem = self._standing()
        regime = self.word("regime", vocabulary.REGIMES, Regime.SPECTACLE)
        annexe = self.word("annexe", vocabulary.ANNEXES, 8)
        work = self._work(state)
        siret = self.read("siret", _siret)
        words = {key: self.text(key) for key in ("production", "actual_job", "place", "notes")}
        if start_on and end_on and self._in_order(start_on, end_on) and work is not None:
            self.wrong += measures.too_much(work, (end_on - start_on).days + 1)
        if self.wrong or not (start_on and end_on and employer and job and work is not None):
            return None
        return Draft(
            employer=employer,
            contract_job=job,
            start_on=start_on,
            end_on=end_on,
            lines=work.lines,
            siret=siret,
            regime=regime,
            # The régime outranks the annexe written beside it.
            annexe=annexe if regime == Regime.SPECTACLE else None,
            state=state,
            aem=aem,
            **words,
        )

    def read(self, key: str, parse: Callable[[str], Value], *, needed: bool = False) -> Value | None:
        """The value of a cell; None when it is empty or wrong."""
        cell = self.cell(key)
        if not cell:
            if needed:
                self.blame(sentence("à remplir."), key)
            return None
        try:
            return parse(cell)
        except Refused as refusal:
            self.blame(refusal.sentence, key)
            return None

    def cell(self, key: str) -> str:
        cell = tidy(self.values.get(key, ""))
        if cell.startswith(formulas.SIGN):
            said = sentence(
                "«\u00a0%(typed)s\u00a0» est une formule. Remplacez-la par sa valeur.", typed=quoted(cell)
            )
            self.blame(said, key)
            return ""
        if cell in vocabulary.NOTHING:
            return ""
        return formulas.unneutralised(cell)

    def text(self, key: str, *, needed: bool = False) -> str | None:
        # A line break in a note is the person's.
        cell = self.cell(key)
        text = formulas.unneutralised(self.values[key]) if cell and key == "notes" else cell
        if len(text) > LONGEST[key]:
            self.blame(sentence("le texte dépasse %(most)s caractères.", most=LONGEST[key]), key)
        elif needed and not text and not self.blamed(key):
            self.blame(sentence("à remplir."), key)
        return text or None

    def word(self, key: str, words: Mapping[Value, tuple[str, ...]], default: Default) -> Value | Default:
        cell = self.cell(key)
        if not cell:
            return default
        meaning = vocabulary.read(words, cell)
        if meaning is None:
            known = ", ".join(said[0] for said in words.values())
            self.blame(
                sentence(
                    "«\u00a0%(typed)s\u00a0» n’est pas connu. Mots admis\u00a0: %(known)s.",
                    typed=quoted(cell),
                    known=known,
                ),
                key,
            )
            return default
        return meaning

    def blame(self, said: Sentence, key: str = "") -> None:
        self.wrong.append(self.of(key, said) if key else said)

    def blamed(self, key: str) -> bool:
        return any(said.values.get("column") == self.title(key) for said in self.wrong)

    def of(self, key: str, said: Sentence) -> Sentence:
        return sentence("%(column)s\u00a0: %(said)s", column=self.title(key), said=said)

    def title(self, key: str) -> str:
        return self.titles.get(key) or layouts.BY_KEY[key].title

    def _standing(self) -> tuple[State, PaperState | None]:
        """The state, told by its own column or by the word option where the AEM is."""
        state = self.word("state", vocabulary.STATES, State.CONFIRMED)
        if vocabulary.is_option(self.cell("aem")):
            return (State.OPTION if state == State.CONFIRMED else state), None
        return state, self.word("aem", vocabulary.AEM, None)

    def _in_order(self, start_on: date, end_on: date) -> bool:
        if end_on < start_on:
            self.blame(
                sentence("La fin (%(end)s) est avant le début (%(start)s).", end=end_on, start=start_on)
            )
            return False
        if (end_on - start_on).days > MOST_DAYS:
            self.blame(
                sentence(
                    "La fin (%(end)s) est plus de trois ans après le début (%(start)s).",
                    end=end_on,
                    start=start_on,
                )
            )
            return False
        return True

    def _work(self, state: State) -> Work | None:
        wrong_before = len(self.wrong)
        told = Measured(
            unit=self.word("unit", vocabulary.UNITS, None),
            quantity=self.read("quantity", _quantity),
            minutes=self.read("hours", _hours),
            cachets=self.read("cachets", _quantity),
            gross_cents=self.read("gross", _cents) or 0,
            is_open=state != State.CONFIRMED,
        )
        if len(self.wrong) > wrong_before:
            return None
        work = measures.work_of(told)
        for key, said in work.wrong:
            self.blame(said, key)
        self.notes += work.notes
        return None if work.wrong else work


# A spreadsheet says the same dates, hours and amounts again and again.
_day = lru_cache(4_000)(parse_day)
_hours = lru_cache(4_000)(parse_hours)
_quantity = lru_cache(4_000)(parse_quantity)
_cents = lru_cache(4_000)(parse_cents)


def _siret(text: str) -> str:
    digits = "".join(text.split())
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit():
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0» n’est pas un SIRET, qui a 14 chiffres.", typed=quoted(text))
        )
    if not siret_number.is_valid(digits):
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’existe pas\u00a0: sa clé de contrôle est fausse.",
                typed=quoted(text),
            )
        )
    return digits
