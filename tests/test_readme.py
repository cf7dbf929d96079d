"""The README shows what really happens. `python tests/test_readme.py` writes its example of the terminal anew."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
GOALS = (
    "Öka försäljningen",
    "100 kundmöten/månad",
    "Anna Lindqvist tecknar 12 nya ramavtal i Mälardalen senast 31 mars 2027",
    "Grow net revenue retention soon, ideally by 5",
)
COMMAND = "coach check goals.txt --today 2026-11-23 --no-set"
EXAMPLE = re.compile(r"(<!-- example:check -->\n).*?(<!-- /example -->)", re.DOTALL)


def example() -> str:
    """What the terminal shows for the README's goals."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from coach.cli import main; sys.exit(main())"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "goals.txt").write_text("".join(f"- {goal}\n" for goal in GOALS), "utf-8")
        command = [sys.executable, "-c", code, *COMMAND.split()[1:]]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    lines = "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())
    return f"```\n$ uv run {COMMAND}\n{lines}\n```\n"


def blocks(kind: str) -> list[str]:
    """The code blocks of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_the_two_commands_stand_in_it() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert "pip install uv && uv run app.py" in lines
    assert "pip install uv && uv run pytest" in lines


def test_the_terminal_shows_what_it_shows() -> None:
    shown = EXAMPLE.search(README.read_text("utf-8"))
    assert shown is not None
    assert shown[0].partition("\n")[2].removesuffix("<!-- /example -->") == example(), "python tests/test_readme.py writes it anew"


def test_the_policy_is_one() -> None:
    # Here, because as a script this file's folder has a `rules` of its own.
    from rules import Policy

    for block in blocks("toml"):
        Policy.from_mapping(tomllib.loads(block)["policy"])


def test_the_python_runs() -> None:
    for block in blocks("python"):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(block, "README.md", "exec"), {})
        assert said.getvalue().strip() == block.rstrip().rpartition("\n# ")[2]


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8")):
        assert "://" in target or (ROOT / target).exists(), target


if __name__ == "__main__":
    text = README.read_text("utf-8")
    README.write_text(EXAMPLE.sub(lambda found: found[1] + example() + found[2], text), "utf-8")
