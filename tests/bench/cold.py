"""The app as a web server has it, that forgets at each request what it keeps for the next ones."""

from flask import Flask

from tests.cold import forget
from webapp import app


def serving() -> Flask:
    served = app.serving()
    served.before_request(forget)
    return served
