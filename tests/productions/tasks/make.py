from typing import Any

from tests.make import Place, World
from webapp.productions.models import Production
from webapp.productions.tasks.models import Task


def task(
    world: World, place: Place, production: Production, title: str = "Assurance du décor", **values: Any
) -> Task:
    found: Task = world.add(place, Task(production_id=production.id, title=title, **values))
    return found
