"""The app as a web server has it, that makes each page anew, or forgets all it keeps for the next request."""

from flask import Flask

from tests.cold import forget
from webapp import app
from webapp.core import again


def anew() -> Flask:
    served = app.serving()
    served.before_request(again.forget)
    return served


def serving() -> Flask:
    served = anew()
    served.before_request(forget)
    return served
