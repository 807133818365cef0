"""How a view answers: a page, a part for HTMX, a swap of several parts, or “see other”.

htmx-flask reads the headers of htmx 2; what htmx 4 added (`HX-Request-Type`) is known here.
"""

import logging
from collections.abc import Callable, MutableMapping
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from flask import (
    Flask,
    Request,
    Response,
    abort,
    current_app,
    flash,
    g,
    has_request_context,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.templating import Environment
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from webapp.core import db
from webapp.core.current import current

Strict = StrictUndefined
log = logging.getLogger("raccord.errors")

HERE = "-here-"  # stands for the address of a workspace, and can be that of none
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Headers(HtmxHeaders):  # type: ignore[misc]
    @property
    def partial(self) -> bool:
        """True when only a part is wanted: neither a boosted link or form, nor history."""
        return (
            bool(self)
            and not self.history_restore_request
            and self._headers.get("HX-Request-Type") == "partial"
        )


class AppRequest(HtmxAwareRequest, Request):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.htmx = Headers(self.headers)


class Templates(Environment):
    """Templates share one plain table of globals; Jinja's chain of tables is walked anew at each import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class App(Flask):
    """One unit of work a request: commit under 400, nothing from 400 up. Paths are worked out once."""

    jinja_environment = Templates
    before_commit: ClassVar[list[Callable[[Response], None]]] = []

    def wsgi_app(self, environ: Any, start_response: Any) -> Any:
        """The last net: what even the page of an error could not say is logged without its address."""
        try:
            return super().wsgi_app(environ, start_response)
        except Exception:
            log.exception("no page of error either")
            return Response(status=500)(environ, start_response)

    def log_exception(self, exc_info: Any) -> None:
        """Flask's own line carries the path, which may be the token of a link."""
        log.error("unhandled", exc_info=exc_info, extra={"endpoint": request.endpoint})

    def dispatch_request(self) -> Response:
        response = self.make_response(super().dispatch_request())
        for note in self.before_commit:
            note(response)
        db.finish(keep=response.status_code < 400)
        return response

    def url_for(self, endpoint: str, /, **values: Any) -> str:  # type: ignore[override]
        """Flask's; the path of a page is kept, since a page asks for dozens."""
        if not has_request_context() or any(name.startswith("_") for name in values):
            return super().url_for(endpoint, **values)
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint or ''}{endpoint}".lstrip(".")
        self.inject_url_defaults(endpoint, values)
        try:
            return self._kept_path(request.script_root, endpoint, **values)
        except TypeError:  # a list among the values
            return super().url_for(endpoint, **values)

    @cached_property
    def _kept_path(self) -> Callable[..., str]:
        def path(_root: str, endpoint: str, /, **values: Any) -> str:
            return super(App, self).url_for(endpoint, **values)

        return lru_cache(20_000, typed=True)(path)


def init_app(app: Flask) -> None:
    Htmx(app)
    app.request_class = AppRequest  # in this order: Htmx sets its own
    app.before_request(_read_only_when_safe)
    app.before_request(_refuse_nul)
    app.after_request(_vary)
    app.jinja_env.globals.update(kept=kept, kept_here=kept_here)


def wants_part() -> bool:
    return bool(Headers(request.headers).partial)


def render_page(page: str, part: str, **context: Any) -> str:
    return render_template(part if wants_part() else page, **context)


@pass_context
def kept(context: Context, part: str, /, **values: Any) -> Markup:
    """A part that shows nothing but these values, drawn once for each of them and for each language."""
    draw = _draw.__wrapped__ if current_app.debug else _draw
    return draw(part, context["locale"], **values)


@pass_context
def kept_here(context: Context, part: str, /, **values: Any) -> Markup:
    """A part that shows these values and links inside the workspace: drawn once for all, its address put in after."""
    slug = current.workspace.slug if current.workspace else ""
    return Markup(kept(context, part, workspace=HERE, **values).replace(HERE, slug))


@lru_cache(4_000)
def _draw(part: str, _language: str, /, **values: Any) -> Markup:
    return Markup(current_app.jinja_env.get_template(part).render(values))


def see_other(url: str) -> Response:
    """After a good POST: 303, or for a partial request the header that makes htmx go there.

    A partial request would follow a 303 with the same headers and get a part in place of a page.
    """
    if wants_part():
        return make_response("", 200, {"HX-Location": url})
    return make_response(redirect(url, 303))


def leave_for(url: str) -> Response:
    """Like `see_other`, with a real navigation: signing in or out, another layout."""
    if "HX-Request" in request.headers:
        return make_response("", 200, {"HX-Redirect": url})
    return make_response(redirect(url, 303))


def render_swap(swap: str, *, otherwise: str, event: str = "", **context: Any) -> Response:
    """The parts an action changed, or “see other” for a plain or boosted form."""
    if not wants_part():
        return see_other(otherwise)
    response = make_response(render_template(swap, **context))
    if event:
        response.headers["HX-Trigger"] = event
    return response


def invalid(template: str, **context: Any) -> Response:
    """A form shown again with everything typed: 422, and nothing was stored."""
    return make_response(render_template(template, **context), 422)


def download(content: str | bytes, name: str, media_type: str = CSV) -> Response:
    """A file to keep, not a page."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def page_asked() -> int:
    """Of a long list, from the address."""
    return min(max(request.args.get("page", 1, type=int), 1), 10_000)


def asks_a_line(form: Any) -> bool:
    """“Ajouter une ligne” sends the form and stores nothing."""
    if "more" not in request.form:
        return False
    form.ask_line()
    return True


def is_confirmed() -> bool:
    """The person was asked: in place by the script, which adds the field, else on a page."""
    return request.form.get("confirmed") == "y"


def ask_first(
    question: str,
    text: str,
    *,
    verb: str,
    back: str,
    values: dict[str, str] | None = None,
    kind: str = "danger",
) -> Response:
    """The page that asks what `data-confirm` asks when scripts run; nothing has happened yet.

    `values` are the fields of the form that asked, to be sent again with the yes.
    """
    return invalid(
        "layouts/ask.html",
        question=question,
        text=text,
        verb=verb,
        back_href=back,
        values=values or {},
        kind=kind,
    )


def say(text: str, kind: str = "ok", *, undo: str = "") -> None:
    """A toast on the next page; `undo` is the address that takes the action back."""
    flash((str(text), undo) if undo else str(text), "undo" if undo else kind)  # type: ignore[arg-type]


def _read_only_when_safe() -> None:
    g.read_only = request.method in {"GET", "HEAD", "OPTIONS"}


def _refuse_nul() -> None:
    """No name, address or sentence holds a NUL, and PostgreSQL stores none: refused once, at the door."""
    if "\0" in request.path:
        abort(404)
    try:
        sent = (request.args, request.form)
    except UnicodeDecodeError:  # bytes that no browser sends as they are
        abort(400)
    if any("\0" in key or "\0" in value for part in sent for key, value in part.items(multi=True)):
        abort(400)


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["HX-Request", "HX-Request-Type", "Cookie"])
    return response
