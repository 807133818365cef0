"""The fields of one form of a page, as a browser sends them."""

from html.parser import HTMLParser
from typing import Any


class Form(HTMLParser):
    def __init__(self, form_id: str):
        super().__init__()
        self.form_id = form_id
        self.values: dict[str, Any] = {}
        self._inside = False
        self._select = self._text = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = a.get("id") == self.form_id
        if not self._inside or not (a.get("name") or tag == "option"):
            return
        if tag == "input" and (a.get("type") not in ("checkbox", "radio", "file") or "checked" in a):
            self._add(a["name"], a.get("value", ""))
        elif tag == "textarea":
            self._text = a["name"]
            self.values[self._text] = ""
        elif tag == "select":
            self._select, self._options = a["name"], []
        elif tag == "option" and self._select:
            self._options.append((a.get("value", ""), "selected" in a))

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self.values[self._text] = self.values.get(self._text, "").strip()
            self._text = ""
        elif tag == "select" and self._select:
            chosen = [value for value, is_chosen in self._options if is_chosen] or [self._options[0][0]]
            self._add(self._select, chosen[0])
            self._select = ""

    def _add(self, name: str, value: str) -> None:
        if name in ("to", "on"):
            self.values.setdefault(name, []).append(value)
        else:
            self.values[name] = value
