"""A Chromium for the journeys: the one on the PATH, Playwright's own, or the distribution's.

The one made without windows, the « headless shell », is the same engine for half of what a page asks of the processor.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path(names: tuple[str, ...] = NAMES) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    return on_path() or playwrights_own()


def obtain() -> str | None:
    """Find a browser, or get one; returns where it is, or None if there is none to be had."""
    if on_path(WITHOUT_WINDOWS) is None and _may_install():
        print("→ Chromium without windows, for the journeys", flush=True)
        _install("chromium-headless-shell")
    if found := find():
        return found
    print("→ Chromium, for the journeys (a minute or two)", flush=True)
    _try(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")
    if found := find():
        return found
    if _may_install():
        _install("chromium")
    return find()


def _may_install() -> bool:
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def _install(package: str) -> None:
    """From the distribution, taking nothing away, nor waiting for a network that does not answer."""
    soon = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10")
    _try("apt-get", "update", "-qq", *soon)
    _try("apt-get", "install", "-y", "-qq", "--no-remove", "--no-install-recommends", *soon, package)


def _try(*words: str) -> None:
    print(f"  {' '.join(words[:4])} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(words, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    if obtain() is None:
        sys.exit(
            "No browser: install Chromium (or run “playwright install chromium”), then run make test again."
        )
