"""Address books in CSV, of Google, Outlook and anybody."""

import pytest

from webapp.contacts.imports import tables, texts

GOOGLE = """Name,Given Name,Additional Name,Family Name,Nickname,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country,Organization 1 - Name,Organization 1 - Title,Website 1 - Value
Nadia Belkacem,Nadia,,Belkacem,,1984-03-14,"Vue à Brest,
deux fois",Régie ::: * myContacts,* Work,nadia@ponant.exemple,Home,n@exemple.fr,Mobile,+33 6 12 34 56 78 ::: 06 12 34 56 79,Work,01 42 00 00 01,Work,3 rue X,Brest,29200,FR,Films du Ponant,Directrice,https://ponant.exemple
"""
NEW_GOOGLE = """First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code
Nadia,,Belkacem,,,Films du Ponant,Directrice,,1984-03-14,,https://lh3.exemple/a,Régie ::: * myContacts,Work,nadia@ponant.exemple,Mobile,0612345678,Work,0142000001,3 rue X,Brest,29200
"""
OUTLOOK = """First Name,Middle Name,Last Name,Title,Suffix,Company,Job Title,Business Street,Business City,Business Postal Code,Business Phone,Mobile Phone,Birthday,Categories,E-mail Address,E-mail Display Name
Nadia,,Belkacem,Ms,,Films du Ponant,Directrice,3 rue X,Brest,29200,01 42 00 00 01,06 12 34 56 78,0/0/00,Régie,nadia@ponant.exemple,Nadia Belkacem (nadia@ponant.exemple)
"""
OUTLOOK_FR = """Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Fonction;Rue (bureau);Ville (bureau);Code postal (bureau);Pays/Région (bureau);Téléphone (bureau);Tél. mobile;Anniversaire;Catégories;Adresse de messagerie;Nom complet de l'adresse de messagerie
Mme;Nadia;;Belkacem;;Films du Ponant;Directrice;3 rue X;Brest;29200;France;01 42 00 00 01;06 12 34 56 78;14/03/1984;Régie;nadia@ponant.exemple;Nadia Belkacem
"""
PLAIN = """Mon carnet\t\t
Nom et prénom\tPoste\tBoîte\tPortable\tTél fixe\tE-mail\tAdresse\tCP\tVille\tTags\tNaissance\tEntreprise
Nadia Belkacem\tDirectrice\t\t0612345678\t0142000001\tnadia@ponant.exemple\t3 rue X\t29200\tBrest\tRégie\t14/03/1984\tFilms du Ponant
"""


def only(content: bytes):
    content = texts.in_utf8(content)
    columns = tables.columns_of(content)
    assert columns is not None
    (row,) = tables.rows(content)
    found = tables.read(columns, row)
    assert found.card is not None, found.reason
    return found.card


@pytest.mark.parametrize("table", [GOOGLE, NEW_GOOGLE, OUTLOOK, OUTLOOK_FR, PLAIN])
def test_each_make_says_the_same_person(table):
    card = only(table.encode())
    assert (card.name, card.job, card.company) == ("Nadia Belkacem", "Directrice", "Films du Ponant")
    assert card.phones[0] == ["+33612345678", "Mobile"]
    assert card.phones[-1][0] == "+33142000001"
    assert card.emails[0][0] == "nadia@ponant.exemple"
    assert (card.address, card.postal_code, card.city, card.tags) == ("3 rue X", "29200", "Brest", ["Régie"])
    assert card.birthday == ("" if table == OUTLOOK else "1984-03-14")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_letters_of_any_kind(encoding):
    assert only(OUTLOOK_FR.replace("Nadia", "Zoé").encode(encoding)).name == "Zoé Belkacem"


def test_what_google_repeats_in_a_cell_is_each_kept():
    card = only(GOOGLE.encode())
    assert [number for number, _label in card.phones] == ["+33612345678", "+33612345679", "+33142000001"]
    assert [mail for mail, _label in card.emails] == ["nadia@ponant.exemple", "n@exemple.fr"]
    assert card.notes == "Vue à Brest,\ndeux fois" and card.links == [["https://ponant.exemple", ""]]


def test_the_letters_of_a_long_table_are_not_cut_in_two():
    """Whatever letter stands where the sample ends."""
    for start in range(2):
        long = OUTLOOK_FR + " " * start + ("é" * 999 + ";\n") * 40
        columns = tables.columns_of(long.encode())
        assert columns is not None and "email" in {column.key for column in columns}


@pytest.mark.parametrize("table", ["Taille;Poids\n1;2\n", "Nom\nNadia\n", "bonjour", ""])
def test_a_table_of_something_else_is_none(table):
    assert tables.columns_of(table.encode()) is None
