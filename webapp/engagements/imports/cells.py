"""A cell of a workbook as it would be typed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601

CENT = Decimal("0.01")
# As long as a spreadsheet lets one be; a longer one takes minutes to look through.
LONGEST_FORMAT = 255
OUT_OF_RANGE = "#VALUE!"  # what the spreadsheet shows in place of such a day


@dataclass
class Styles:
    """What a number stands for, by the style of its cell: a day, a duration, or just a number."""

    formats: dict[int, str] = field(default_factory=dict)  # those of the file itself
    of_styles: list[int] = field(default_factory=list)  # the number of the format of each style
    epoch: datetime = WINDOWS_EPOCH

    def __post_init__(self) -> None:
        self._kind_of = cache(self._read_kind)

    def meaning(self, number: float, style: int) -> Any:
        is_day, is_duration = self._kind_of(self.of_styles[style] if 0 <= style < len(self.of_styles) else 0)
        if not is_day:
            return number
        try:
            return from_excel(number, self.epoch, timedelta=is_duration)
        except (OverflowError, ValueError):
            return OUT_OF_RANGE

    def _read_kind(self, format_number: int) -> tuple[bool, bool]:
        code = self.formats.get(format_number) or BUILTIN_FORMATS.get(format_number)
        return is_date_format(code), is_timedelta_format(code)


def typed(styles: Styles, kind: str, saved: str, style: int) -> str:
    """The text of a cell other than a string, from what was saved of it."""
    match kind:
        case "n":
            return _text(styles.meaning(_number(saved), style))
        case "b":
            return _text(bool(int(saved)))
        case "d":
            return _text(from_ISO8601(saved))  # type: ignore[no-untyped-call]
        case _:
            return saved


def _number(saved: str) -> float:
    return float(saved) if "." in saved or "e" in saved or "E" in saved else int(saved)


def _text(value: Any) -> str:
    match value:
        case bool():
            return "oui" if value else "non"
        case datetime() | date():
            return f"{value.day:02d}/{value.month:02d}/{value.year}"  # five times faster than %d/%m/%Y
        case time():
            return f"{value.hour}:{value.minute:02d}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case float():
            return _decimal(value)
        case _:
            return str(value)


def _decimal(value: float) -> str:
    """As the sheet shows it with two decimals: a sum of floats is rarely a round figure."""
    try:
        text = str(Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP))
    except InvalidOperation:
        return repr(value)
    return text.removesuffix(".00").replace(".", ",")
