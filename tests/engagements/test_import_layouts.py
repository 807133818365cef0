"""Columns: recognised by the names people give them, in any order, with or without accents."""

import pytest

from webapp.engagements.imports import layouts

NAMES = [
    ("Début", "start"), ("DEBUT", "start"), ("Date de début", "start"), ("Du", "start"), ("From", "start"),
    ("Start", "start"), ("Date", "start"), ("Fin", "end"), ("Date de fin", "end"), ("Au", "end"), ("to", "end"),
    ("Employeur", "employer"), ("Société", "employer"), ("SOCIETE", "employer"), ("Structure", "employer"),
    ("Production", "production"), ("Projet", "production"), ("Titre", "production"), ("Spectacle", "production"),
    ("Emploi", "job"), ("Poste", "job"), ("Fonction", "job"), ("Unité", "unit"), ("Quantité", "quantity"),
    ("Nb", "quantity"), ("Nb.", "quantity"), ("Heures", "hours"), ("Nb d’heures", "hours"), ("Cachets", "cachets"),
    ("Brut", "gross"), ("Salaire brut", "gross"), ("Brut (€)", "gross"), ("Salaire brut €", "gross"),
    ("Annexe", "annexe"), ("Régime", "regime"), ("AEM", "aem"), ("Lieu", "place"), ("SIRET", "siret"),
    ("N° SIRET", "siret"), ("État", "state"), ("Notes", "notes"), ("Retour camion", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "field"), NAMES)
def test_a_header_names_its_field(header, field):
    assert layouts.field_of(header) == field


def test_no_name_means_two_fields():
    names = [name for column in layouts.COLUMNS for name in column.names]
    assert len(names) == len(set(names))


def test_of_two_headers_for_one_field_the_first_has_it():
    assert layouts.recognised(["Projet", "Titre", "Début"]) == ["production", "", "start"]


def test_the_missing_columns_are_named():
    assert str(layouts.missing_sentence(layouts.missing(["start", "employer", "hours"]))) == (
        "Il manque des colonnes\u00a0: Fin, Emploi."
    )
    assert str(layouts.missing_sentence(layouts.missing(["start", "end", "employer", "job"]))) == (
        "Il manque une colonne\u00a0: Heures."
    )


@pytest.mark.parametrize("measure", ["hours", "quantity", "cachets"])
def test_one_measure_is_enough(measure):
    assert layouts.missing(["start", "end", "employer", "job", measure]) == []
