from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

from sqlalchemy import insert, select

from tests.make import World
from webapp.core import clock
from webapp.core.fold import fold
from webapp.core.settings import ROOT
from webapp.core.tenancy import new_id
from webapp.domain.likeness import grams
from webapp.invoicing.models import Client, Quote
from webapp.productions.models import Production


def test_trigrams_follow_the_words_of_a_row_however_it_is_written(world: World):
    show = world.production(world.lune, "Les Marées")
    assert str(show.grams) == grams(show.folded)
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Production)).one()
        kept.title = "Nuit blanche"
        kept.refold()
        row = {
            "workspace_id": world.lune.id, "id": new_id(), "public_id": "p00000000001", "title": "Rue des Lices",
            "folded": "rue des lices", "label": "RUE", "created_at": clock.now(),
        }  # fmt: skip
        session.connection().execute(insert(Production.__table__), [row])
    with world.inside(world.lune) as session:
        for production in session.scalars(select(Production)):
            assert str(production.grams) == grams(fold(production.title, production.label))


def test_a_quote_and_a_client_are_folded_as_soon_as_they_are_named(world: World):
    client = world.client(world.lune, "Port des Marées")
    assert client.folded == "port des marees"
    quote = Quote(client_id=client.id, content={}, title="Étude")
    assert quote.folded == "etude"
    quote.number = "D-2026-004"
    assert (quote.folded, str(quote.grams)) == ("d 2026 004 etude", grams("d etude"))
    assert Client(legal_name="L’Œuvre").folded == "l oeuvre"


def test_rows_filled_by_the_migration_have_the_same_words_and_trigrams():
    migration = _migration("20261127_0026_search")
    for said in ("Aïcha Diallo, 1re assistante", "L’Œuvre d’Été 06 12", "Philippe Quéméré", "a.b@exemple.fr"):
        assert migration.fold(said) == fold(said)
        assert migration.grams(fold(said)) == grams(fold(said))
    assert migration.dialled("+33612345678 +4912") == "+33612345678 0612345678 +4912"


def _migration(name: str) -> Any:
    spec = spec_from_file_location(name, ROOT / f"migrations/versions/{name}.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
