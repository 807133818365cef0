from dataclasses import replace

from flask import Flask
from sqlalchemy import Connection

from webapp.app import create_app


def test_the_component_sheet_shows_every_macro_to_those_who_develop(app: Flask, connection: Connection):
    settings = replace(app.config["SETTINGS"], environment="development")
    answer = create_app(settings, bind=connection).test_client().get("/design")
    assert answer.status_code == 200
    assert "<h1>Composants</h1>" in answer.text
    assert 'aria-describedby="siret-e siret-h"' in answer.text


def test_it_is_not_served_to_others(app: Flask):
    assert app.test_client().get("/design").status_code == 404
