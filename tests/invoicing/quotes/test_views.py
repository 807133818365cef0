from tests.browse import Browser
from tests.invoicing.quotes import make
from tests.make import World


def test_pages_open(world: World, browse: Browser, stranger: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    for endpoint in ("index", "new"):
        browse.get(f"quotes.{endpoint}")
    for endpoint in ("show", "edit", "prepare", "sign", "paper"):
        browse.get(f"quotes.{endpoint}", quote_id=made.public_id)
    path = make.path_of(world, world.lune, made)
    for more in ("", "/paper", "/refusal", "/question"):
        answer = stranger.client.get(path + more, headers={"User-Agent": "Mozilla/5.0"})
        assert answer.status_code == 200, answer.text
