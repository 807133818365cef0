"""The CV: what it shows, how it looks, the file."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.accounts.mails import in_language
from webapp.career.cv import actions
from webapp.career.cv.content import Cv, cv_of
from webapp.career.cv.forms import CvForm, WordsForm
from webapp.career.cv.parts import NAMES
from webapp.career.cv.pdf import cv_pdf
from webapp.career.cv.queries import settings
from webapp.career.queries import career
from webapp.career.views import BASE, READ, WRITE, bp
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.fold import slug
from webapp.core.web import download, invalid, say, see_other
from webapp.domain.career import rates
from webapp.domain.career.trade import ENGLISH


@dataclass(frozen=True)
class Word:
    """A function of the filmography and its English: of the table, of the person, or none yet."""

    key: str
    name: str
    known: str
    own: str


@bp.get(f"{BASE}/cv/")
@access(READ)
def cv():
    found, own = career(clock.today()), settings()
    return render_template("career/cv/edit.html", **_page(found, CvForm.of(own, current.signature)))


@bp.post(f"{BASE}/cv/")
@access(WRITE)
def save_cv():
    form = CvForm()
    if not form.validate_on_submit():
        return invalid("career/cv/edit.html", **_page(career(clock.today()), form))
    actions.save(form.values())
    say(_("CV enregistré."))
    return see_other(url_for(".cv"))


@bp.get(f"{BASE}/cv/words")
@access(WRITE)
def words():
    found = _words()
    lines = [{"key": word.key, "english": word.own or word.known} for word in found]
    form = WordsForm(formdata=None, data={"words": lines})
    return render_template("career/cv/words.html", form=form, words=found)


@bp.post(f"{BASE}/cv/words")
@access(WRITE)
def save_words():
    form, found = WordsForm(), _words()
    if not form.validate_on_submit():
        return invalid("career/cv/words.html", form=form, words=found)
    known = {word.key: word.known for word in found}
    typed = form.values()
    actions.translate({key: "" if typed[key] == known[key] else typed[key] for key in known if key in typed})
    say(_("Mots anglais enregistrés."))
    return see_other(url_for(".cv"))


@bp.get(f"{BASE}/cv/<any(fr, en):language>")
@access(READ)
def preview(language):
    with in_language(language):
        content = _cv(language)
    return render_template("career/cv/preview.html", cv=content, language=language)


@bp.get(f"{BASE}/cv/<any(fr, en):language>.pdf")
@access(READ)
def cv_file(language):
    with in_language(language):
        content = _cv(language)
        made = cv_pdf(content)
    return download(made, f"{slug(f'cv {content.name}') or 'cv'}-{language}.pdf", "application/pdf")


def _cv(language) -> Cv:
    today = clock.today()
    found = career(today)
    held = rates.current(rates.functions(found.works, today))
    return cv_of(found, held, settings(), current.signature, language)


def _page(found, form):
    return {"form": form, "career": found, "names": NAMES, "has_titles": bool(found.shown)}


def _words() -> list[Word]:
    """Each function of the filmography once, the latest first."""
    found, own = career(clock.today()), settings()
    names: dict[str, str] = {}
    for title in found.titles:
        for key, name in title.functions:
            names.setdefault(key, name)
    for work in found.works:
        names.setdefault(work.job_key, work.job)
    return [Word(key, name, ENGLISH.get(key, ""), own.job_words.get(key, "")) for key, name in names.items()]
