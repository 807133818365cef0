"""What the person did before: titles remembered by hand, and the head of a CV."""

from webapp.career.actions import TitleTerms, add_title
from webapp.career.cv.actions import save
from webapp.career.cv.parts import Part
from webapp.productions.models import ShowKind

TITLES = (
    TitleTerms("Éclats", 2024, 2024, ShowKind.THEATRE, "Assistante de production", "Jeanne Coat", "Cie Éclats"),
    TitleTerms(
        "Le Passage du Gois", 2023, 2024, ShowKind.DOCUMENTARY, "Assistante de production", "Anna Rivière", "Estran Films"
    ),
    TitleTerms("Sel", 2022, 2022, ShowKind.SHORT, "Régisseuse adjointe", "Hélène Vasseur", "Films du Ponant"),
    TitleTerms("Grande marée", 2021, 2021, ShowKind.CLIP, "Stagiaire de production", "Malo Riou", "Studio Faubourg"),
)  # fmt: skip
HEAD = {
    "name": "Camille Roussel",
    "phone": "+33639981146",
    "email": "camille@roussel.example",
    "city": "Rennes",
    "licence": "B",
    "intro_fr": "Assistante de production, en fiction comme sur les routes. À l’aise avec un plan de travail qui bouge.",
    "intro_en": "Production coordinator on drama shoots and on tour. At ease with a schedule that moves.",
    "training_fr": "Licence Arts du spectacle, Rennes 2 (2020). Module VHSS (2025), SST (2024).",
    "training_en": "BA in Performing Arts, Rennes 2 (2020). Harassment prevention (2025), first aid at work (2024).",
    "skills_fr": "Movie Magic, tableurs, déclarations sociales",
    "skills_en": "Movie Magic, spreadsheets, payroll returns",
    "languages_fr": "Anglais courant, espagnol",
    "languages_en": "French, fluent English, Spanish",
    "shown": list(Part),
}


def remember() -> None:
    for terms in TITLES:
        add_title(terms)
    save(HEAD)
