"""Promises about the files: templates, rooms, migrations, languages."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from webapp.core import catalogue, databases, migrations
from webapp.core.settings import ROOT

# Every folder that is neither plumbing nor ground floor: a new room is held to these at once.
ROOMS = sorted(
    path.parent.name
    for path in (ROOT / "webapp").glob("*/__init__.py")
    if path.parent.name not in {"core", "domain", "demo"}
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
SOURCES = [path for room in ROOMS for path in sorted((ROOT / "webapp" / room).rglob("*.py"))]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_parses_and_carries_no_inline_style_or_script(app: Flask, path: Path):
    source = path.read_text()
    app.jinja_env.parse(source)
    if path.suffix == ".html":
        assert not re.search(r"\sstyle\s*=", source), "inline style"
        assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "inline handler"
        assert not re.search(r"<script(?![^>]*\ssrc=)", source), "inline script"


@pytest.mark.parametrize(
    "path", [p for p in TEMPLATES if p.name.startswith("_") and p.parent.name not in {"layouts"}], ids=name
)
def test_a_part_names_what_it_needs(app: Flask, path: Path):
    source = path.read_text()
    first = source.lstrip().splitlines()[0] if source.strip() else ""
    stated = re.match(r"\{#-?\s*needs:\s*(.*?)\s*-?#\}", first)
    assert stated, "the first line says {# needs: … #}"
    needed = {word.strip().split(" ")[0] for word in stated[1].split(",") if word.strip()}
    used = meta.find_undeclared_variables(app.jinja_env.parse(source))
    provided = set(app.jinja_env.globals) | {"locale", "theme", "request", "session", "g", "config"}
    assert used - provided <= needed | {"nothing"}, f"used and not stated: {sorted(used - provided - needed)}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_rooms_keep_to_the_models(path: Path):
    """What escapes the session's guard is not written in rooms."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not any(name.name.split(".")[0] == "sqlalchemy" for name in node.names), (
                "names of sqlalchemy are imported one by one"
            )
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            escapes = {name.name for name in node.names} & {"text", "insert", "Table", "Connection", "Engine"}
            assert not escapes, f"{escapes} at line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"text", "insert", "unscoped"}, (
                f"{node.func.id}() at line {node.lineno}"
            )
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"__table__", "exec_driver_sql", "connection"}, (
                f"{node.attr} at line {node.lineno}"
            )


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_templates_and_its_tests(room: str):
    assert (ROOT / "tests" / room).is_dir()
    assert list((ROOT / "tests" / room).glob("test_*.py"))
    assert (ROOT / "templates" / room).is_dir()
    assert ast.get_docstring(ast.parse((ROOT / "webapp" / room / "__init__.py").read_text()))


def test_one_file_knows_the_library_of_stripe():
    found = {
        path
        for path in (ROOT / "webapp").rglob("*.py")
        if "stripe" in _libraries(ast.parse(path.read_text()))
    }
    assert [name(path) for path in found] == ["webapp/billing/stripe/client.py"]


def _libraries(tree: ast.Module) -> set[str]:
    """What is imported, wherever in the file, and asked for by name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func) and node.args:
            found.add(str(getattr(node.args[0], "value", "")).split(".")[0])
    return found


def test_there_is_one_head_and_it_makes_the_models(addresses: databases.Databases):
    assert len(migrations.heads()) == 1
    migrations.check(addresses.owner)


def test_both_languages_are_complete():
    assert catalogue.missing() == []


def test_the_project_speaks_of_itself_alone():
    """No registry, no path of a machine, no third party's file in what is kept."""
    for lock in ROOT.glob("*requirements*.lock"):
        assert "http" not in lock.read_text()
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hash(lock: str):
    pins = re.findall(
        r"^([a-z0-9._-]+(?:\[[^\]]+\])?==[^\s;\\]+)([^\n]*)\n((?:\s+--hash[^\n]+\n?)*)",
        (ROOT / lock).read_text(),
        re.M | re.I,
    )
    assert pins
    assert [pin for pin, _rest, hashes in pins if "sha256" not in hashes] == []
