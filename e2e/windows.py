"""The windows of the browser: opening one costs more than most pages, so the next journey takes it over, emptied."""

from collections import defaultdict
from typing import Any

from playwright.sync_api import Browser, Error, Page

# A page of the app without anything: elsewhere, the next one would start a process of the browser's anew.
RESTING = "/static/icons/favicon.svg"
# What a browser lets a page do for the person who is on it and presses; without windows, nobody is on any.
MAY = ["clipboard-write"]
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}


class Windows:
    """Each with cookies, storage and a history of its own; taken over by who asks for the same."""

    def __init__(self, browser: Browser, base_url: str, patience: int):
        self.browser = browser
        self.base_url = base_url
        self.patience = patience
        self._taken: dict[Page, str] = {}
        self._free: dict[str, list[Page]] = defaultdict(list)

    def take(self, size: str, **options: Any) -> Page:
        kind = f"{size} {sorted(options.items())}"
        page = self._free[kind].pop() if self._free[kind] else self._open(size, **options)
        self._taken[page] = kind
        return page

    def give_back(self, page: Page) -> None:
        kind = self._taken.pop(page)
        if self._is_emptied(page):
            self._free[kind].append(page)
        else:
            page.context.close()

    def close(self) -> None:
        for page in (*self._taken, *(page for pages in self._free.values() for page in pages)):
            page.context.close()

    def _open(self, size: str, **options: Any) -> Page:
        context = self.browser.new_context(
            viewport=SIZES[size], locale="fr-FR", timezone_id="Europe/Paris", has_touch=size == "phone",
            reduced_motion="reduce", permissions=MAY, **options,
        )  # fmt: skip
        context.set_default_timeout(self.patience)
        return context.new_page()

    def _is_emptied(self, page: Page) -> bool:
        """Without cookie, storage, nor another tab, the pointer in its corner; False if anything of it resists."""
        try:
            if len(page.context.pages) > 1:
                return False
            page.unroute_all()
            page.goto(f"{self.base_url}{RESTING}")
            page.context.clear_cookies()
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
            page.mouse.move(0, 0)
        except Error:
            return False
        return True
