"""The guard: a proposal becomes a suggestion only if the rules find it better, nothing in it is invented and nothing is lost (design §8).

Every step is kept, so that whoever asks can see how a suggestion was checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coach.examiner import Examined
from coach.suggest.blanks import blanks, specimen
from coach.suggest.invented import Known, plain, purge
from coach.suggest.model import Proposal, Step, Suggestion
from coach.suggest.standing import CORE, better, holds
from coach.suggest.strangers import whole
from coach.suggest.words import folded, words
from rules.check import examine
from rules.model import Goal, Ownership, Report
from rules.policy import Policy
from rules.reading import Reading
from rules.reading.facts import Quantity
from rules.reading.language import detect
from rules.reading.marking import PLAIN, lexis
from rules.reading.text import fold, tokenize

MOST_WORDS = 60
_BRACKETED = re.compile(r"\[([^\[\]\n]{0,60})\]")
_ARTEFACT = re.compile(
    r"https?:|www\.|\w@\w|```|`|</?[a-z!][^>]*>|\*\*|^#|\n|\{\{|\}\}|\|{2}|(?:^|\s)(?:system|assistant|user)\s*:|\[PERSON_|\[COMPANY_",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d \u00a0\u202f.,']*")
_STEM = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that is not shown, and the steps up to the one that stopped it."""

    proposal: Proposal
    steps: tuple[Step, ...]


class Guard:
    """Checks proposals for one goal. `conversation`: what the user has said besides."""

    def __init__(self, original: Examined, today: date, policy: Policy, conversation: tuple[str, ...] = ()) -> None:
        self._original = original
        self._today = today
        self._policy = policy
        self._known = Known(original.report.goal, original.reading, conversation, policy, today)
        self._language = original.report.language
        self._theme = original.report.verdicts.theme.value if original.report.verdicts else "other"
        changes = self._changes(original.reading)
        self._owned = original.report.verdicts is None or original.report.verdicts.owner is Ownership.NAMED
        named = [mention for mention in original.reading.owners if mention.kind in ("person", "role", "writer")]
        source = original.reading.source
        sole = named[0] if len(named) == 1 and not original.report.goal.owner else None
        self._owner = source.quote(sole.start, whole(original.reading, sole)) if sole is not None else ""
        self._direction = next(iter(changes)) if len(changes) == 1 else ""

    def check(self, proposal: Proposal) -> Suggestion | Refusal:
        """The suggestion, or why there is none."""
        steps: list[Step] = []
        refused = Refusal(proposal, ())

        def refuse(key: str, **params: str) -> Refusal:
            return Refusal(refused.proposal, (*steps, Step(key, tuple(params.items()))))

        text = " ".join(proposal.text.split()) if proposal.source == "template" else proposal.text.strip()
        if (count := len(text.split())) > MOST_WORDS:
            return refuse("too-long", count=str(count), most=str(MOST_WORDS))
        if (strange := self._artefact(text)) is not None:
            return refuse("artefact", words=strange)
        if proposal.source == "model" and not self._same_language(text):
            return refuse("language")
        text = self._own_blanks(text)
        report, reading = self._examined(text)
        purged = purge(text, reading, self._known)
        steps.extend(purged.steps)
        if purged.refused:
            return Refusal(proposal, tuple(steps))
        kept = self._own_owner(purged.text)
        if kept != purged.text:
            steps.append(Step("owner-kept", (("words", self._owner),)))
        if kept != text:
            text = kept
            report, reading = self._examined(text)
        if not steps:
            steps.append(Step("nothing-invented"))
        part = proposal.shape == "part" and self._compound()
        if not part and (lost := self._lost(text, reading)):
            return refuse("number-dropped", words=lost)
        if not part and (lost := self._unnamed(reading)):
            return refuse("name-dropped", words=lost)
        if self._turned(reading):
            return refuse("direction")
        if self._original.reading.reason != "advice" and not self._same_matter(text):
            return refuse("matter")
        if not part and not self._same_end(report, text):
            return refuse("end-moved")
        steps.append(Step("kept"))
        if report.verdicts is not None and report.verdicts.compound and not (self._compound() and not part):
            return refuse("several")
        falling = self._direction == "down" or self._changes(reading) == {"down"}
        filled = specimen(text, self._language, self._theme, self._today, falling)
        after = report if filled == text else self._examined(filled)[0]
        if not (better(after, self._original.report) or part and set(CORE) <= holds(after)):
            return refuse("no-better")
        if not part and "specific" not in holds(after):
            # An owner and a date round "öka försäljningen" leave it as vague as it was.
            return refuse("wrapper")
        steps.append(Step("better", (("gained", ",".join(sorted(holds(after) - holds(self._original.report)))),)))
        return Suggestion(
            text, proposal.shape, proposal.reason, proposal.source, blanks(text, self._language, self._theme), report, tuple(steps)
        )  # fmt: skip

    def _examined(self, text: str) -> tuple[Report, Reading]:
        """A wording with the goal's own fields, judged in the goal's language."""
        goal = self._known.goal
        # A team in the owner's field is not who answers for it: that is asked for in the text.
        owner = goal.owner if self._owned else None
        made = Goal(
            text=text, id=goal.id, owner=owner, deadline=goal.deadline, metric=goal.metric, baseline=goal.baseline,
            target=goal.target, unit=goal.unit, level=goal.level, history=goal.history,
        )  # fmt: skip
        report, case = examine(made, self._today, self._policy, self._language)
        return report, case.reading

    def _compound(self) -> bool:
        verdicts = self._original.report.verdicts
        return verdicts is not None and verdicts.compound

    def _artefact(self, text: str) -> str | None:
        """Markup, addresses, roles of a prompt, orders to a model, or a bracket that is neither a blank nor the writer's own."""
        own = self._known.goal.text
        for found in _ARTEFACT.finditer(text):
            if not found[0].strip() or found[0].strip() not in own:
                return found[0].strip() or "\\n"
        folds = fold(text)
        for phrase in words(self._language)["look"]["orders"]:
            if phrase in folds and phrase not in fold(own):
                return str(phrase)
        for found in _BRACKETED.finditer(text):
            if fold(found[1].strip()) not in _FIELDS and found[0] not in own:
                return found[0]
        return None

    def _same_language(self, text: str) -> bool:
        bare = _BRACKETED.sub("", text)
        return detect(tokenize(bare)) == self._language

    def _own_blanks(self, text: str) -> str:
        """Blanks in the words of the goal's own language."""
        own = words(self._language)["blanks"]
        return _BRACKETED.sub(lambda found: own[_FIELDS[fold(found[1].strip())]] if fold(found[1].strip()) in _FIELDS else found[0], text)

    def _lost(self, text: str, reading: Reading) -> str:
        """The first number of the goal that the wording leaves out."""
        runs = {plain(run) for run in _DIGITS.findall(text)} | {plain(token.fold) for token in tokenize(text).tokens if token.kind == "n"}
        values = {value for q in reading.quantities for value in (q.value, q.upper)}
        for q in self._original.reading.quantities:
            if q.role == "name" or q.placeholder or q.value is None or _universal(q):
                continue
            quoted = self._original.reading.source.quote(q.start, q.end)
            own = [plain(run) for run in _DIGITS.findall(quoted)]
            if q.value not in values and not (own and all(run in runs for run in own)) and fold(quoted) not in fold(text):
                return quoted
        return ""

    def _own_owner(self, text: str) -> str:
        """The goal's own owner where a wording asks for one."""
        blank = words(self._language)["blanks"]["owner"]
        if not self._owner or text.count(blank) != 1 or fold(self._owner) in fold(text):
            return text
        own = self._owner[:1].upper() + self._owner[1:] if text.startswith(blank) else self._owner
        return text.replace(blank, own)

    def _unnamed(self, reading: Reading) -> str:
        """The first name of the goal that the wording leaves out: a customer, product or place inside its sentence."""
        own, kept = self._original.reading, {token.fold for token in reading.source.tokens}
        taken = {i for frame in own.frames for i in range(frame.first, frame.last + 1)}
        taken |= {i for owner in own.owners for i in range(owner.first, owner.last + 1)}
        look = lexis(own.language, PLAIN).tags
        for index, token in enumerate(own.source.placed):
            if (
                index in taken
                or not index
                or token.kind != "w"
                or not token.upper
                or len(token.fold) < 2
                or own.source.tokens[index - 1].kind == "p"
            ):
                continue
            if not look(token.fold) - {"given", "compound", "genitive"} and not {token.fold, token.fold.removesuffix("s")} & kept:
                return own.source.quote(token.start, token.end)
        return ""

    def _changes(self, reading: Reading) -> set[str]:
        """Up, down or both, by verbs that say so without doubt ("ta" does not)."""
        weak = folded(self._language, "weak_changes")
        return {mention.kind for mention in reading.changes if fold(mention.key) not in weak}

    def _turned(self, reading: Reading) -> bool:
        """What was to rise is to fall, or the other way round."""
        found = self._changes(reading)
        return bool(self._direction) and bool(found) and self._direction not in found

    def _same_matter(self, text: str) -> bool:
        """The wording is about what the goal is about: a word of its object is still there."""
        own = _content(self._original.reading) or tuple(fold(mention.key) for mention in self._original.reading.changes)
        if not own:
            return True
        mine = tuple(token.fold for token in tokenize(text).tokens if token.kind == "w")
        return any(word.startswith(stem[: min(_STEM, max(3, len(stem) - 1))]) for stem in own for word in mine)

    def _same_end(self, report: Report, text: str) -> bool:
        """An end that the goal names is named still."""
        verdicts, after = self._original.report.verdicts, report.verdicts
        if verdicts is None or after is None or verdicts.end is None or verdicts.end < self._today:
            return True
        return after.end == verdicts.end or self._known.goal.deadline is not None


def _universal(q: Quantity) -> bool:
    return q.words and q.kind == "share" and q.value in (0, 100)


def _content(reading: Reading) -> tuple[str, ...]:
    """The words of a goal that carry its matter: no verbs of change, times, owners or small words."""
    taken = {i for frame in reading.frames for i in range(frame.first, frame.last + 1)}
    taken |= {i for owner in reading.owners for i in range(owner.first, owner.last + 1)}
    taken |= {i for item in (*reading.changes, *reading.efforts, *reading.hedges) for i in range(item.first, item.last + 1)}
    small = folded(reading.language, "small") | folded(reading.language, "filler")
    return tuple(
        token.fold
        for index, token in enumerate(reading.source.tokens)
        if token.kind == "w" and index not in taken and len(token.fold) > 2 and token.fold not in small
    )


_FIELDS: dict[str, str] = {
    fold(shown.strip("[]")): field for language in ("sv", "en") for field, shown in words(language)["blanks"].items()
}  # fmt: skip
