"""What an import says of a card: what it would add, why it was recognised, what differs."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.contacts import birthdays
from webapp.contacts.imports.models import CardImport, Choice, ImportedCard, Stage, Standing
from webapp.core.i18n import spoken
from webapp.core.phones import phone
from webapp.domain.words import Sentence

FIELDS = {
    "job": _l("la fonction"),
    "company": _l("la structure"),
    "languages": _l("les langues"),
    "birthday": _l("l’anniversaire"),
    "place": _l("l’adresse"),
    "notes": _l("les notes"),
}
# In this order; those with words of their own are too long, or too private, for a list.
ADDED = {
    "job": "",
    "company": "",
    "address": _l("une adresse"),
    "postal_code": _l("un code postal"),
    "city": "",
    "birthday": _l("un anniversaire"),
    "languages": _l("des langues"),
    "notes": _l("des notes"),
    "photo": _l("une photo"),
}
AT_WORK = {
    Stage.READING: _l("Lecture des fiches"),
    Stage.MATCHING: _l("Recherche de ce que vous avez déjà"),
    Stage.CHECKING: _l("Dernière vérification"),
    Stage.APPLYING: _l("Ajout à vos contacts"),
    Stage.UNDOING: _l("Annulation de l’import"),
}


def adds(row: ImportedCard) -> str:
    """`Ajoute un mail, une photo et Lorient.`"""
    said = _listed(row.adds)
    return str(_("Ajoute %(what)s.", what=_and(said)) if said else "")


def why(row: ImportedCard, name: str | None) -> str:
    """Who it was recognised as, and by what; for a new one, whose number or mail it shares."""
    if row.first_position is not None:
        number = row.first_position
        return str(
            _("La même que la fiche %(number)s du fichier, qui a pris ce qu’elle ajoute.", number=number)
        )
    if not name or not row.evidence:
        return ""
    other = name if name != row.name else ""
    match row.evidence, row.standing:
        case "shared", _any:
            return str(_("Numéro ou mail partagé avec %(name)s, un autre nom.", name=name))
        case "mail", Standing.CLOSE:
            return str(_("Même mail que %(name)s, un autre nom.", name=name))
        case "phone", Standing.CLOSE:
            return str(_("Même mobile que %(name)s, un autre nom.", name=name))
        case "mail", _any:
            return str(_("Même mail que %(name)s.", name=other) if other else _("Même mail."))
        case "phone", _any:
            return str(_("Même numéro que %(name)s.", name=other) if other else _("Même numéro."))
        case "close", _any:
            return str(_("Nom proche de %(name)s, même ville.", name=name))
        case _:
            return str(_("Même nom que %(name)s.", name=other) if other else _("Même nom."))


def summary(row: ImportedCard) -> str:
    """What is on a new card: `Costumière, 2 téléphones, 1 mail`."""
    card: Mapping[str, Any] = row.card
    said = [_("Structure")] if card.get("kind") == "company" else []
    said += [card[name] for name in ("job", "company", "city") if card.get(name)]
    phones, emails = card.get("phones", []), card.get("emails", [])
    if len(phones) == 1:
        said.append(phone(phones[0][0]))
    elif phones:
        said.append(ngettext("%(num)d téléphone", "%(num)d téléphones", len(phones)))
    if emails and not (len(emails) == 1 and emails[0][0] == row.name):
        said.append(ngettext("%(num)d mail", "%(num)d mails", len(emails)))
    if card.get("photo"):
        said.append(_("une photo"))
    return ", ".join(str(one) for one in said)


def remarks(row: ImportedCard) -> list[str]:
    return [spoken(Sentence(**said)) for said in row.card.get("remarks", [])]


def differences(row: ImportedCard) -> list[tuple[str, str, bool]]:
    """(field, sentence, is taken): what the file says otherwise, which a person may prefer."""
    return [
        (name, _difference(name, there, said), name in row.takes)
        for name, (there, said) in row.differs.items()
    ]


def reason(row: ImportedCard) -> str:
    return spoken(Sentence(**row.reason)) if row.reason else ""


def failure(kept: CardImport) -> str:
    return spoken(Sentence(**kept.failure)) if kept.failure else ""


def choices(name: str) -> list[tuple[str, str]]:
    return [
        (Choice.LEAVE, _("Laisser de côté")),
        (Choice.FILL, _("Compléter %(name)s", name=name)),
        (Choice.ADD, _("Ajouter à part")),
    ]


def held(names: list[str]) -> str:
    """Those an undoing left, named: the first of them when there are many."""
    if len(names) <= 10:
        return _and(names)
    more = len(names) - 8
    return str(_("%(names)s et %(more)s autres", names=", ".join(names[:8]), more=more))


def _difference(name: str, there: str, said: str) -> str:
    if name == "notes":
        return str(_("Ajouter les notes du fichier à la suite des siennes"))
    if name == "birthday":
        said, there = birthdays.said(said), birthdays.said(there)
    values = {"field": FIELDS[name], "said": said, "there": there}
    return str(
        _(
            "Prendre %(field)s du fichier, «\u00a0%(said)s\u00a0», à la place de «\u00a0%(there)s\u00a0»",
            **values,
        )
    )


def _listed(told: Mapping[str, Any]) -> list[str]:
    said = []
    if "phones" in told:
        said.append(ngettext("un téléphone", "%(num)d téléphones", told["phones"]))
    if "emails" in told:
        said.append(ngettext("un mail", "%(num)d mails", told["emails"]))
    if "links" in told:
        said.append(ngettext("un lien", "%(num)d liens", told["links"]))
    if "tags" in told:
        said.append(ngettext("une étiquette", "%(num)d étiquettes", told["tags"]))
    kept = [name for name in ADDED if name in told and not (name == "postal_code" and "address" in told)]
    said += [str(ADDED[name] or told[name]) for name in kept]
    return said


def _and(said: list[str]) -> str:
    if len(said) < 2:
        return "".join(said)
    return str(_("%(first)s et %(last)s", first=", ".join(said[:-1]), last=said[-1]))
