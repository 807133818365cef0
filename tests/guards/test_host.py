"""What the host is told, checked as far as can be without it: files named are there, commands exist."""

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from flask import Flask

from webapp.core.settings import ROOT

FLY = tomllib.loads((ROOT / "fly.toml").read_text())
DOCKER = (ROOT / "Dockerfile").read_text()
BIN = Path(sys.executable).parent


def commands() -> dict[str, str]:
    docker = re.search(r"^CMD (\[.*?\])", DOCKER, re.S | re.M)
    assert docker
    words = shlex.join(re.findall(r'"([^"]+)"', docker[1]))
    return {**FLY["processes"], "release": FLY["deploy"]["release_command"], "image": words}


@pytest.mark.parametrize("name", ["web", "worker", "release", "image"])
def test_each_command_is_one_we_have(app: Flask, name: str):
    program, *words = shlex.split(commands()[name])
    assert (BIN / program).exists()
    if program == "flask":
        command = app.cli.commands[words[0]]
        for word in words[1:]:
            command = command.commands[word]
    else:
        assert words[-1] == "webapp.app:serving()"
        assert "--no-control-socket" in words


def test_the_release_migrates_as_the_owner_before_the_new_code():
    assert FLY["deploy"]["release_command"] == "flask database migrate"
    assert "DATABASE_OWNER_URL" in (ROOT / "fly.toml").read_text()


def test_web_and_worker_come_from_the_one_image():
    assert set(FLY["processes"]) == {"web", "worker"}
    assert FLY["http_service"]["processes"] == ["web"]
    assert (ROOT / FLY["build"]["dockerfile"]).exists()
    assert f":{FLY['http_service']['internal_port']}" in FLY["processes"]["web"]


def test_the_host_s_settings_are_settings():
    known = (ROOT / "webapp/core/settings.py").read_text()
    for name in FLY["env"]:
        assert f'"{name}"' in known, name


def test_the_host_asks_addresses_that_answer(app: Flask):
    paths = {check["path"] for check in FLY["http_service"]["checks"]}
    assert paths <= {rule.rule for rule in app.url_map.iter_rules()}


def test_the_image_copies_what_is_there_and_serves_as_nobody():
    for source in re.findall(r"^COPY (?!--from)(\S+) ", DOCKER, re.M):
        assert (ROOT / source).exists(), source
    assert re.search(r"^USER (?!root)", DOCKER, re.M)
    assert "--require-hashes" in DOCKER
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var"} <= {name.strip("/") for name in ignored}
