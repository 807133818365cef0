"""Completing a profile or a client on the way to something else: one goes back to it afterwards."""

from typing import Any

from flask import request, url_for

# What asked, and the page that it is taken up on.
PLACES = {"quote": ("quotes.prepare", "quote_id"), "invoice": ("invoices.edit", "invoice_id")}
# What is begun for a new client.
BEGUN = {"quote": "quotes.new", "invoice": "invoices.new"}


def errand() -> dict[str, str]:
    """The words of the address that say it, for the form to keep."""
    return {name: request.args[name] for name in (*PLACES, "begin") if request.args.get(name)}


def back_from_errand(otherwise: str) -> str:
    for name, (endpoint, id_name) in PLACES.items():
        if asked := request.args.get(name):
            values: dict[str, Any] = {id_name: asked}
            return url_for(endpoint, **values)
    return otherwise


def begun_for(client: str, otherwise: str) -> str:
    begun = BEGUN.get(request.args.get("begin", ""))
    return url_for(begun, client=client) if begun else otherwise
