"""Signatures as people paste them."""

import pytest

from webapp.contacts.imports import signatures


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("-- \nNadia Belkacem\nDirectrice de production\nFilms du Ponant\n06 12 34 56 78\nnadia@ponant.exemple",
         {"name": "Nadia Belkacem", "job": "Directrice de production", "company": "Films du Ponant"}),
        ("Cordialement,\n\nPaul Le Goff | Régisseur général\nTél : 01 42 00 00 01 / Mob : 06 12 34 56 78\nEnvoyé de mon iPhone",
         {"name": "Paul Le Goff", "job": "Régisseur général", "phones": [["+33142000001", ""], ["+33612345678", ""]]}),
        ("Zoé Martin, chargée de production chez Ciné Nord\n12 rue de Siam\n29200 Brest\nwww.cine-nord.fr",
         {"name": "Zoé Martin", "company": "Ciné Nord", "address": "12 rue de Siam", "postal_code": "29200", "city": "Brest",
          "links": [["https://www.cine-nord.fr", ""]]}),
        ("SARL Les Deux Caps\ncontact@deuxcaps.fr\n+33 1 42 00 00 01",
         {"kind": "company", "phones": [["+33142000001", ""]], "name": "SARL Les Deux Caps"}),
        ("Inès Kadri\n1ère assistante réalisatrice\n\nCompagnie du Port - 3 quai Sud - 56100 Lorient\nM. +33 (0)6 12 34 56 78",
         {"name": "Inès Kadri", "job": "1ère assistante réalisatrice", "city": "Lorient", "phones": [["+33612345678", ""]]}),
    ],
)  # fmt: skip
def test_a_signature_is_read(pasted, said):
    card = vars(signatures.read(pasted))
    assert {name: card[name] for name in said} == said


def test_nothing_to_read_gives_nobody():
    assert signatures.read("Bonne journée,\n\nCordialement").is_empty
