"""What is typed in the forms of the crew, and what a person sends of themselves."""

from typing import Any

from tests.make import Place, World
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.fiche.actions import receive
from webapp.productions.crew.fiche.sheet import Answers
from webapp.productions.crew.models import Member
from webapp.productions.crew.queries import someone_or_404

TYPED = {
    "name": "Sandra Lenoir",
    "phone": "06 39 98 10 46",
    "email": "sandra@exemple.fr",
    "department": "camera",
    "contract_job": "2e assistante caméra",
    "start_on": "2026-11-03",
    "end_on": "2026-12-11",
    "contract_status": "to_make",
    "shares_phone": "y",
}
PRIVATE = {
    "birth_on": "1993-04-18",
    "address": "3 rue des Lilas",
    "city": "Dinan",
    "bank": "FR1420041010050500013M02606",
    "leave_number": "C 482 137",
    "licence": "b",
    "emergency_name": "Paule Lenoir",
    "emergency_phone": "+33639981099",
    "size_top": "M",
}
HEALTH = {"diet": "no_pork", "allergies": "Arachide"}
SECRETS = (
    "FR14",
    "FR1420041010",
    "482 137",
    "Lilas",
    "1993-04",
    "Paule",
    "+33639981099",
    "Arachide",
    "Sans porc",
)


def sent(world: World, place: Place, member: Member, **reach: Any) -> None:
    """The person filled in their fiche, health included."""
    with world.inside(place):
        row = someone_or_404(member.production_id, member.public_id)
        said = Reach(reach.get("name", ""), reach.get("phone"), reach.get("email"))
        receive(row[0], row[1], Answers(said, PRIVATE, HEALTH, shares_phone=True))


def typed(**more: Any) -> dict[str, Any]:
    return {**TYPED, **more}
