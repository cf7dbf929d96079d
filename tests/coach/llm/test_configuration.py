"""Which model to ask: the places, their order, and what is said of a setting that is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.llm.configuration import load_model, local
from coach.texts import error

CASES = [
    # environment, .env, coach.toml, what the error must say in Swedish
    ({"COACH_MODEL_TIMOUT": "3"}, "", "", "Menar du ”COACH_MODEL_TIMEOUT”"),
    ({"COACH_MODLE": "x"}, "", "", "Menar du ”COACH_MODEL”"),
    ({}, "OPENAI_APIKEY=x\n", "", "Menar du ”OPENAI_API_KEY”"),
    ({}, "", '[model]\nnmae = "x"\n', "Menar du ”name”"),
    ({}, "", '[model]\ncolour = "x"\n', "Välj bland api_key, base_url"),
    ({}, "", '[modl]\nname = "x"\n', "Menar du ”model”"),
    ({}, "", 'model = "x"\n', "[model] i coach.toml måste vara en tabell"),
    ({"OPENAI_API_KEY": "a b"}, "", "", "$OPENAI_API_KEY: nyckeln"),
    ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "localhost:1"}, "", "", "”localhost:1” måste vara en hel"),
    ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://x:99999/v1"}, "", "", "måste vara en hel"),
    ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://me:hemlig@x/v1"}, "", "", "”http://…@x/v1”"),
    ({"OPENAI_API_KEY": "k", "COACH_MODEL_TIMEOUT": "0"}, "", "", "från 0.1 till 300"),
    ({"OPENAI_API_KEY": "k"}, "COACH_MODEL_TIMEOUT=snart\n", "", ".env: tidsgränsen ”snart”"),
    ({"OPENAI_API_KEY": "k"}, "", "[model]\ntimeout = [1]\n", "coach.toml: tidsgränsen ”[1]”"),
    ({"OPENAI_API_KEY": "k", "COACH_MODEL_TOKENS": "-1"}, "", "", "måste vara ett heltal"),
    ({"OPENAI_API_KEY": "k", "COACH_MODEL_MODE": "tools"}, "", "", "auto, json_schema, json_object"),
    ({"OPENAI_API_KEY": "k", "COACH_MODEL_MASKING": "perhaps"}, "", "", "true eller false"),
    ({"OPENAI_API_KEY": "k", "COACH_MODEL_MASKING": "false"}, "", "", "inte till api.openai.com"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def laid(folder: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], env: str, toml: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if env:
        (folder / ".env").write_text(env, "utf-8")
    if toml:
        (folder / "coach.toml").write_text(toml, "utf-8")


@pytest.mark.parametrize(("environment", "env", "toml", "told"), CASES)
def test_a_wrong_setting_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], env: str, toml: str, told: str
) -> None:
    laid(folder, monkeypatch, environment, env, toml)
    with pytest.raises(SettingsError) as caught:
        load_model(folder=folder)
    assert told in error("sv", caught.value)
    assert error("en", caught.value) != error("sv", caught.value)
    assert "hemlig" not in str(caught.value)


def test_the_environment_outweighs_env_file_outweighs_toml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = '[model]\napi_key = "toml"\nname = "toml"\nbase_url = "http://localhost:1/v1/"\ntimeout = 5\n'
    laid(folder, monkeypatch, {"COACH_MODEL": "environment"}, "COACH_MODEL=file\nOPENAI_API_KEY=file\nOTHER=1\n", toml)
    made = load_model(folder=folder)
    assert made is not None
    assert (made.name, made.api_key.get_secret_value(), made.base_url, made.timeout) == ("environment", "file", "http://localhost:1/v1", 5)
    assert made.host == "localhost:1"


def test_settings_are_found_above_and_in_a_named_file(folder: Path) -> None:
    (folder / "coach.toml").write_text('[model]\napi_key = "above"\n', "utf-8")
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    named = folder / "own.toml"
    named.write_text('[model]\nOPENAI_API_KEY = "named"\n', "utf-8")
    bounds = folder / "bounds.toml"
    bounds.write_text("[policy]\noperational_high = 6\n", "utf-8")
    keys = [made.api_key.get_secret_value() for file in (None, str(named), str(bounds)) if (made := load_model(file, below))]
    assert keys == ["above", "named", "above"]


def test_no_key_is_no_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid(folder, monkeypatch, {"OPENAI_BASE_URL": "http://localhost:1", "OPENAI_API_KEY": ""}, "OTHER=1\n", '[model]\nname = "x"\n')
    assert load_model(folder=folder) is None


def test_schemas_are_asked_of_openai_and_of_whom_is_told_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    modes = []
    for url, mode in (("", ""), ("http://localhost:1/v1", ""), ("http://localhost:1/v1", "json_schema"), ("", "json_object")):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("COACH_MODEL_MODE", mode)
        made = load_model(folder=folder)
        assert made is not None
        modes.append(made.mode)
    assert modes == ["json_schema", "json_object", "json_schema", "json_object"]


def test_the_key_shows_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hemlig")
    made = load_model(folder=folder)
    assert made is not None
    assert "hemlig" not in f"{made} {made!r} {made.model_dump()} {made.model_dump_json()}"


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("http://localhost:11434/v1", True), ("http://127.0.0.1:8080", True), ("http://[::1]:80/v1", True), ("http://192.168.1.5/v1", True),
        ("http://llm.internal/v1", True), ("http://server/v1", True), ("https://api.openai.com/v1", False), ("https://8.8.8.8/v1", False),
        ("https://localhost.example.com/v1", False),
    ],
)  # fmt: skip
def test_what_is_local(url: str, near: bool) -> None:
    assert local(url) is near


def test_without_a_model_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from coach.llm.configuration import load_model; assert load_model() is None\n"
        "print([name for name in ('pydantic_settings', 'jinja2', 'langchain', 'openai') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code, str(root)], cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
