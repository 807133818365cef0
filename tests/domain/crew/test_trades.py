import pytest

from webapp.domain.crew.trades import department_of


@pytest.mark.parametrize(
    ("job", "department"),
    [
        ("directrice de production", "production"),
        ("1re assistante realisatrice", "direction"),
        ("scripte", "direction"),
        ("regisseur general", "management"),
        ("regisseuse plateau", "stage"),
        ("regisseur lumiere", "light"),
        ("chef operateur", "camera"),
        ("chef operateur du son", "sound"),
        ("perchman", "sound"),
        ("chef electricien", "electric"),
        ("chef machiniste", "grip"),
        ("chef decoratrice", "art"),
        ("accessoiriste", "props"),
        ("habilleuse", "costume"),
        ("chef maquilleuse", "makeup"),
        ("chef monteuse", "post"),
        ("comedienne", "cast"),
        ("figurant", "extras"),
        ("astrologue", "other"),
        ("", "other"),
    ],
)
def test_the_words_of_a_job_tell_its_department(job, department):
    assert department_of(job) == department
