"""The English catalogue: extracted from the sources, compiled at set-up, complete or the check fails."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webapp.core.settings import ROOT

PO = ROOT / "webapp/translations/en/LC_MESSAGES/messages.po"
MO = PO.with_suffix(".mo")
FRENCH_MO = ROOT / "webapp/translations/fr/LC_MESSAGES/messages.mo"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_gettext": None,
    "_l": None,
    "sentence": None,
}
WHERE = [("webapp/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]


def extracted() -> Catalog:
    """Every French sentence of the sources."""
    catalog = Catalog(fuzzy=False)
    folders = extract_from_dir(
        str(ROOT),
        WHERE,
        options_map={"templates/**.html": {"silent": "false"}, "templates/**.txt": {"silent": "false"}},
        keywords=KEYWORDS,
        directory_filter=lambda path: (
            Path(path).name not in {".venv", "node_modules", "var", ".git", "vendor"}
        ),
    )
    for name, _line, message, comments, context in folders:
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def update() -> None:
    """Add what is new, drop what is gone, keep what is translated; places carry no line numbers."""
    known = _known()
    fresh = extracted()
    merged = Catalog(locale="en", fuzzy=False, header_comment="# English, from French sources.")
    for message in sorted((m for m in fresh if m.id), key=_order):
        before = known.get(message.id, message.context)
        merged.add(
            message.id,
            before.string if before else None,
            sorted({(name, None) for name, _line in message.locations}),  # type: ignore[misc]
            flags=message.flags - {"fuzzy"},
            context=message.context,
        )
    out = BytesIO()
    write_po(out, merged, width=110, include_lineno=False, omit_header=False)
    PO.parent.mkdir(parents=True, exist_ok=True)
    lines = [line for line in out.getvalue().decode().splitlines() if not _is_volatile(line)]
    PO.write_text("\n".join(lines).rstrip() + "\n")
    print(f"{len(missing())} to translate.")


def missing() -> list[str]:
    """Sentences without their English, or whose English drops a placeholder."""
    known = _known()
    return [_text(m) for m in extracted() if m.id and not _is_whole(m, known.get(m.id, m.context))]


def compile_catalogue() -> None:
    """English, and the French plurals: gettext alone would write « 0 lignes », where French says « 0 ligne »."""
    if not PO.exists() or all(_is_fresh(target) for target in (MO, FRENCH_MO)):
        return
    known = _known()
    french = Catalog(locale="fr", fuzzy=False)
    for message in known:
        if message.pluralizable:
            french.add(message.id, message.id)
    for target, catalog in ((MO, known), (FRENCH_MO, french)):
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, catalog)


def _is_fresh(target: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= PO.stat().st_mtime


def check() -> int:
    absent = missing()
    stale = sorted(
        set(map(_text, (m for m in _known() if m.id))) - set(map(_text, (m for m in extracted() if m.id)))
    )
    for text in absent:
        print(f"no English: {text!r}")
    for text in stale:
        print(f"no longer in the sources: {text!r}")
    return 1 if absent or stale else 0


def _known() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def _is_whole(wanted: Message, known: Message | None) -> bool:
    if known is None or known.fuzzy:
        return False
    strings = known.string if isinstance(known.string, tuple | list) else [known.string]
    if not all(strings):
        return False
    ids = wanted.id if isinstance(wanted.id, tuple | list) else [wanted.id]
    return _holes(str(strings[-1])) == _holes(str(ids[-1]))


def _holes(text: str) -> set[str]:
    import re

    return set(re.findall(r"%\((\w+)\)[sd]", text))


def _text(message: Message) -> str:
    """The sentence, and in which sense when French has one word for two."""
    text = str(message.id[0] if isinstance(message.id, tuple | list) else message.id)
    return f"{text} ({message.context})" if message.context else text


def _order(message: Message) -> tuple[str, str]:
    return (min(name for name, _line in message.locations), _text(message))


def _is_volatile(line: str) -> bool:
    return line.startswith(
        (
            '"POT-Creation-Date',
            '"PO-Revision-Date',
            '"Generated-By',
            '"Last-Translator',
            '"Language-Team',
            '"Report-Msgid',
            '"Project-Id',
        )
    )


if __name__ == "__main__":
    sys.exit({"update": update, "compile": compile_catalogue, "check": check}[sys.argv[1]]() or 0)
