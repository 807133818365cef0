"""The shop on a port of this machine, in a thread; `python -m tests.stripe` for a person."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, request
from werkzeug.serving import make_server

from tests.stripe import api, hosted, trouble
from tests.stripe.shop import Shop


def make_app(shop: Shop) -> Flask:
    app = Flask(__name__)
    app.extensions["shop"] = shop
    trouble.init_app(app)
    app.register_blueprint(api.bp)
    app.register_blueprint(hosted.bp)

    @app.post("/clock")
    def advance() -> str:
        """By hand: `curl -d days=30 …/clock`."""
        shop.advance(int(float(request.form.get("days", 0)) * 86400) + int(request.form.get("seconds", 0)))
        return json.dumps({"now": shop.now()})

    return app


@contextmanager
def served(shop: Shop, port: int = 0) -> Iterator[Shop]:
    server = make_server("127.0.0.1", port, make_app(shop), threaded=True)
    shop.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
