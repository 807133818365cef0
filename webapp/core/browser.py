"""A Chromium for the journeys: the one on the PATH, Playwright's own, or the distribution's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    return on_path() or playwrights_own()


def obtain() -> str | None:
    """Find a browser, or get one; returns where it is, or None if there is none to be had."""
    if found := find():
        return found
    print("→ Chromium, for the journeys (a minute or two)", flush=True)
    _try(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")
    if found := find():
        return found
    if os.getuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "update", "-qq")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    return find()


def _try(*words: str) -> None:
    print(f"  {' '.join(words[:4])} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(words, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    if obtain() is None:
        sys.exit(
            "No browser: install Chromium (or run “playwright install chromium”), then run make test again."
        )
