"""What a quote or an invoice lacks is put right elsewhere, and one comes back to it."""

from tests.browse import Browser
from tests.invoicing.quotes import make
from tests.invoicing.seller.test_views import TYPED
from tests.make import World

CLIENT = {
    "contact": "Mairie de Cancale", "kind": "public", "legal_name": "Commune de Cancale", "siren": "213500499",
    "address": "48 rue du Port", "postal_code": "35260", "city": "Cancale", "country": "FR", "language": "fr",
}  # fmt: skip


def test_a_first_profile_knows_who_is_signed_in_and_leads_back_to_the_quote(browse: Browser, world: World):
    quote = make.quote(world, world.lune)
    lacking = browse.get("quotes.prepare", quote_id=quote.public_id).text
    form_at = browse.url("seller.form", quote=quote.public_id)
    assert f'href="{form_at}"' in lacking
    form = browse.get("seller.form", quote=quote.public_id).text
    assert f'value="{world.lune.email}"' in form
    back = browse.url("quotes.prepare", quote_id=quote.public_id)
    assert f'href="{back}"' in form
    wrong = browse.post("seller.update", {**TYPED, "siret": "1"}, status=422, quote=quote.public_id).text
    assert f'action="{browse.url("seller.update", quote=quote.public_id)}"' in wrong
    saved = browse.post("seller.update", TYPED, quote=quote.public_id)
    assert saved.headers["Location"].endswith(back)


def test_a_client_completed_for_a_draft_leads_back_to_it(browse: Browser, world: World):
    world.seller(world.lune)
    draft = world.draft(world.lune, world.client(world.lune))
    contact = browse.post("clients.create", CLIENT).headers["Location"].rsplit("/", 1)[1]
    form = browse.get("clients.edit", contact=contact, invoice=draft.public_id).text
    assert f'action="{browse.url("clients.update", contact=contact, invoice=draft.public_id)}"' in form
    saved = browse.post("clients.update", CLIENT, contact=contact, invoice=draft.public_id)
    assert saved.headers["Location"].endswith(browse.url("invoices.edit", invoice_id=draft.public_id))


def test_a_client_made_for_a_quote_or_an_invoice_is_chosen_in_it(browse: Browser, world: World):
    assert browse.url("clients.new", begin="quote") in browse.get("quotes.new").text
    for begin, endpoint in (("quote", "quotes.new"), ("invoice", "invoices.new")):
        named = {**CLIENT, "contact": f"Mairie, {begin}"}
        made = browse.post("clients.create", named, begin=begin).headers["Location"]
        address, contact = made.split("?client=")
        assert address.endswith(browse.url(endpoint))
        assert f'<option selected value="{contact}">' in browse.get(endpoint, client=contact).text


def test_an_errand_that_is_unknown_leads_where_one_was(browse: Browser):
    made = browse.post("clients.create", CLIENT, begin="https://ailleurs.exemple").headers["Location"]
    assert "/invoicing/clients/" in made
    saved = browse.post("seller.update", TYPED, quote="//ailleurs.exemple/../x").headers["Location"]
    assert "ailleurs.exemple" not in saved.split("/invoicing/")[0]
