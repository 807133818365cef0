"""One step of a calculation, as one would do it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.rights.scales import Source
from webapp.domain.words import Sentence, Value


@dataclass(frozen=True)
class Step:
    """What it used, the text it follows, and what of it is not certain."""

    label: Sentence
    formula: Sentence | None
    inputs: Mapping[str, Value]
    result: Value
    source: Source | None = None
    uncertain: Sentence | None = None
