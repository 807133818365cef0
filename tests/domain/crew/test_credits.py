from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.crew.credits import ORDER, Credited, as_text, credits, role_order

TITLES = {kind: kind.capitalize() for kind in ORDER}


def one(name, department="camera", job="Cadreuse", **more):
    return Credited(name=name, department=department, job=job, **more)


def test_the_cast_comes_first_by_number_under_who_they_play():
    groups = credits(
        [
            one("Paul Esteban", job="Directeur de la photographie"),
            one("Noémie Garance", "cast", "Comédienne", role_number="10", role_name="Solène"),
            one("Lise Aubertin", "cast", "Comédienne", role_number="2", role_name="Maud"),
        ]
    )
    assert [group.department for group in groups] == ["cast", "camera"]
    assert [(line.job, line.names) for line in groups[0].lines] == [
        ("Maud", ["Lise Aubertin"]),
        ("Solène", ["Noémie Garance"]),
    ]


def test_those_of_one_job_share_a_line_in_the_order_they_came():
    (group,) = credits(
        [one("Zoé", job="Électricienne"), one("Ali", job="Électricienne"), one("Bo", job="Chef")]
    )
    assert [(line.job, line.names) for line in group.lines] == [
        ("Électricienne", ["Zoé", "Ali"]),
        ("Chef", ["Bo"]),
    ]


def test_the_job_of_the_contract_is_told_when_it_differs():
    (group,) = credits([one("Camille", "production", "Chargée de production", contract_job="Assistante")])
    assert group.lines[0].contract_job == "Assistante"
    (same,) = credits([one("Camille", "production", "Assistante", contract_job="Assistante")])
    assert same.lines[0].contract_job == ""


def test_somebody_in_two_jobs_is_named_twice():
    groups = credits([one("Ana", "direction", "Réalisation"), one("Ana", "cast", "Comédienne")])
    assert [group.lines[0].names for group in groups] == [["Ana"], ["Ana"]]


def test_as_text_is_ready_to_paste():
    text = as_text(credits([one("Zoé"), one("Ali", "sound", "Perchman")]), TITLES)
    assert text == "CAMERA\nCadreuse\u00a0: Zoé\n\nSOUND\nPerchman\u00a0: Ali"


def test_a_bis_role_follows_its_number_and_no_number_comes_last():
    assert sorted(["10 bis", None, "10", "2", "A"], key=role_order) == ["2", "10", "10 bis", "A", None]


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.text(min_size=1), st.sampled_from(["A", "B"]))))
def test_nobody_is_lost_and_departments_keep_their_order(people):
    groups = credits(Credited(name=name, department=kind, job=job) for kind, name, job in people)
    assert sorted(name for group in groups for line in group.lines for name in line.names) == sorted(
        name for _kind, name, _job in people
    )
    places = [ORDER.index(group.department) for group in groups]
    assert places == sorted(set(places))
