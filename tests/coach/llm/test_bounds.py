"""Who may know langchain and openai, and what a start without a model loads and opens."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import AskFailed
from coach.texts import catalogue
from tests.coach.llm.loopback import says, served

ROOT = Path(__file__).resolve().parents[3]
LIBRARIES = ("langchain", "langchain_core", "langchain_openai", "openai", "langsmith", "langgraph")
HEAVY = (*LIBRARIES, "jinja2", "pydantic_settings", "httpx", "httpx2")
# Any socket at all ends the process: nothing may be opened, not even to this machine.
_CLOSED = """
import socket, sys
class Refused(socket.socket):
    def __init__(self, *given, **named):
        print("a socket was opened", file=sys.stderr)
        raise SystemExit(9)
socket.socket = Refused
sys.path.insert(0, sys.argv.pop(1))
from coach.cli import main
code = main(sys.argv[1:])
print([name for name in {libraries!r} if name in sys.modules], code, file=sys.stderr)
"""


def test_only_the_model_room_imports_them_and_only_inside_functions() -> None:
    for path in sorted((ROOT / "coach").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            node
            for outer in ast.walk(tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
            or isinstance(outer, ast.If)
            and ast.unparse(outer.test) == "TYPE_CHECKING"
            for node in ast.walk(outer)
        }
        for node in ast.walk(tree):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if any(name.partition(".")[0] in LIBRARIES for name in names):
                assert path.parent.name == "llm", path
                assert node in inside, f"{path}:{node.lineno}"


WITHOUT = [
    ["check", "--text", "Öka försäljningen"],
    ["rewrite", "--text", "Öka försäljningen"],
    ["breakdown", "--text", "Öka omsättningen med 20 % under 2027"],
    ["ask", "hur många mål ska vi ha?"],
]


@pytest.mark.parametrize("words", WITHOUT, ids=lambda words: words[0])
def test_without_a_key_nothing_is_imported_and_no_socket_opened(words: list[str], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    told = run(words, tmp_path)
    assert told.endswith(("[] 0", "[] 1")), told


def run(words: list[str], folder: Path, **environment: str) -> str:
    """The last line on standard error: the libraries loaded, and the exit code."""
    env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", _CLOSED.format(libraries=HEAVY), str(ROOT), *words, "--today", "2026-11-23"],
        cwd=folder, env={**env, **environment}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stderr.strip()


@pytest.mark.parametrize(
    ("environment", "source"),
    [
        ({"OPENAI_PROXY": "http://127.0.0.1:1"}, "model"), ({"HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://[::1]:1"}, "model"),
        ({"SSL_CERT_FILE": "/nowhere"}, "template"), ({"COACH_MODEL": "llama3.1:8b"}, "model"), ({"COACH_MODEL": "anthropic:x"}, "model"),
    ],
    ids=["own proxy", "proxies", "certificates", "colon", "another provider"],
)  # fmt: skip
def test_whatever_the_environment_holds(environment: dict[str, str], source: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    answer = {"suggestions": [{"text": "[ägare] ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum]."}]}
    env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with served(says(answer)) as server:
        done = subprocess.run(
            [sys.executable, "-m", "coach.cli", "rewrite", "--text", "Öka försäljningen", "--format", "jsonl", "--today", "2026-11-23"],
            cwd=tmp_path, env={**env, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url, **environment},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert made["source"] == source
    assert len(made["notes"]) == (source == "template")
    assert [body["model"] for body in server.bodies] == ([environment.get("COACH_MODEL", "gpt-4.1-mini")] if source == "model" else [])


def test_every_failure_has_a_text() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "coach" / "llm").glob("*.py")))
    kinds = [kind.__name__ for kind in (AskFailed, *AskFailed.__subclasses__())]
    keys = set(re.findall(rf'(?:{"|".join(kinds)})\(\s*"([a-z-]+)"', source)) | set(
        re.findall(rf'\((?:{"|".join(kinds)}), "([a-z-]+)"\)', source)
    )
    assert {"late", "busy", "too-long", "shape", "budget"} <= keys
    assert {f"error.{key}" for key in keys} <= set(catalogue("sv", "model"))
