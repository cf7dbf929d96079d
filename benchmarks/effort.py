"""How much work a pasted draft costs: a driver pastes it and answers what the coach asks with the labelled answers, until all is ready.

    python benchmarks/effort.py [--show ID]

Counted are the user's messages, the paste among them: at most two a goal (median) and never more than ten. The first reply must
reword every vague goal, and no question may come twice.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from coach.conversation.drafting import draft
from coach.conversation.model import Question, Reply, Session
from coach.conversation.talk import turn
from rules.check import check_goal
from rules.model import Specific
from rules.policy import Policy

TODAY = date(2026, 11, 23)
DRAFTS = Path(__file__).parent / "drafts" / "drafts.jsonl"
_MOST = 14
"""Messages after which a driver gives up."""


def answer(row: dict[str, Any], question: Question, language: str) -> str:
    """What the manager says to a question: the labelled values, or that it is not known."""
    answers = row["answers"]
    unsure = "vet inte" if language == "sv" else "don't know"
    if question.key == "choose":
        return "behåll alla" if language == "sv" else "keep them all"
    if "accept" in question.fields:
        return "inte än" if language == "sv" else "not yet"
    parts = []
    owners = answers["owner"]
    for name in question.fields:
        if name == "owner" and isinstance(owners, list):
            parts.append(", ".join(f"{number} {owners[number - 1]}" for number in question.goals))
        elif name == "owner":
            parts.append(owners)
        elif name == "deadline":
            parts.append(answers["end"])
    own = answers["per_goal"][question.goals[0] - 1] if len(question.goals) == 1 else {}
    if "measure" in question.fields and own.get("measure"):
        parts.append(own["measure"])
    if {"baseline", "target"} & set(question.fields):
        target, baseline, unit = own.get("target"), own.get("baseline"), own.get("unit")
        whole = (
            f"{target} {unit}"
            if target and unit and target[-1].isdigit() and unit[:1].isalpha() and not target.startswith(("$", "€", "£"))
            else target
        )
        if "baseline" in question.fields and baseline and whole:
            parts.append(f"från {baseline} till {whole}" if language == "sv" else f"from {baseline} to {whole}")
        elif "target" in question.fields and whole:
            parts.append(f"till {whole}" if language == "sv" else f"to {whole}")
        elif "baseline" in question.fields and baseline:
            parts.append(baseline)
    elif question.fields == ("unit",) and own.get("unit"):
        parts.append(own["unit"])
    return ", ".join(parts) or unsure


def talked(row: dict[str, Any], show: bool) -> tuple[int, int, bool, list[str], list[str]]:
    """Messages needed, goals, whether all are ready, vague goals not reworded in the first reply, and questions that came twice."""
    session = Session(TODAY, Policy.default(), row["lang"], settled=True)
    message, count = row["message"], 0
    asked: list[str] = []
    twice: list[str] = []
    stale: list[str] = []
    while count < _MOST:
        session, reply = turn(session, message)
        count += 1
        if show:
            print(f"> {message}\n{reply.text}\n{[quick.label for quick in reply.quick]}\n")
        if count == 1:
            stale = _stale(session, reply)
        if all(draft(entry, session).ready for entry in session.active) or reply.question is None:
            break
        key = f"{reply.question.key} {reply.question.fields} {reply.question.goals}"
        twice += [key] if key in asked else []
        asked.append(key)
        message = answer(row, reply.question, row["lang"])
    ready = [draft(entry, session).ready for entry in session.active]
    return count, len(row["goals"]), all(ready) and len(ready) == len(row["goals"]), stale, twice


def _stale(session: Session, reply: Reply) -> list[str]:
    """Vague goals that the first reply does not reword."""
    better = {card.number: card.suggestions for card in reply.cards}
    found = []
    for entry in session.entries:
        verdicts = check_goal(entry.written, TODAY).verdicts
        if (verdicts is None or verdicts.specific is Specific.VAGUE) and not better.get(entry.number):
            found.append(entry.written)
    return found


def main() -> None:
    """Run every draft and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", default="")
    shown = parser.parse_args().show
    shares, most, ready, total = [], 0, 0, 0
    repeated = unworded = 0
    with DRAFTS.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    for row in rows:
        if shown and row["id"] != shown:
            continue
        count, goals, done, stale, twice = talked(row, bool(shown))
        shares.append(count / goals)
        most = max(most, count)
        ready += done
        total += 1
        repeated += len(twice)
        unworded += len(stale)
        faults = ("" if done else "  NOT READY") + (f"  not reworded {stale}" if stale else "") + (f"  twice {twice}" if twice else "")
        print(f"{row['id']}: {count} messages, {goals} goals{faults}")
    print(f"all ready        {ready} of {total}")
    print(f"messages a goal  {median(shares):.2f} (median; at most 2)")
    print(f"most messages    {most} (at most 10)")
    print(f"not reworded     {unworded} vague goals in the first reply (none)")
    print(f"asked twice      {repeated} (none)")


if __name__ == "__main__":
    main()
