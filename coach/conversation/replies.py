"""What a message of each sort is answered with; the owners' yes has a module of its own (`coach.conversation.talk`)."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation import (
    adding,
    answering,
    breaking,
    editing,
    filling,
    guiding,
    inquiring,
    keeping,
    overview,
    reporting,
    rewriting,
    tracking,
)
from coach.conversation.asking import next_question, quick, standing
from coach.conversation.context import Context
from coach.conversation.drafting import checked, draft, settled
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Quick, Session
from coach.conversation.patterns import matcher
from coach.conversation.pointing import BARE, STANDS, one_each
from coach.conversation.realism import judged, realistic
from coach.conversation.rounds import Round
from coach.conversation.speaking import parting
from coach.conversation.steps import step
from coach.conversation.wording import card, numbers, quoted, say, who
from rules.model import Goal, Kind
from rules.reading import read

_NOW = frozenset(("idag", "nu", "dag", "today", "now", "currently"))


class Replies(Round):
    """The answers to one message, by what it wants. Each tells whether the next question may follow."""

    def _check(self) -> bool:
        self.session, entries, left = adding.added(self.session, self.understood)
        if not entries:
            self.say("check.known")
            return True
        context = self.understood.paste.context.over(
            replace(self.session.period, deadline=None) if self.session.step else self.session.period
        )
        self.session = replace(self.session, step="")
        lines, self.cards, self.session = adding.answered(self.session, entries, context, left)
        self.lines += lines
        return True

    def _rewrite(self) -> bool:
        self.session, lines, self.cards, self.quick, asks = rewriting.rewritten(self.session, self.understood, self.message)
        self.lines += lines
        return asks

    def _breakdown(self) -> bool:
        own = self._written()
        self.session, lines, texts = breaking.broken_down(self.session, self.understood, self.message, own)
        self.lines += lines
        if texts:
            label = say(self.session, "quick.add-goals")
            self.quick = (Quick(label, "\n".join(f"- {text}" for text in texts)),)
        return False

    def _written(self) -> Goal | None:
        """The goal to break down that was written in the same breath, in the set at once (undo takes it back); None where there is none."""
        written = self.understood.written
        if len(written) != 1 or checked(written[0], self.session.today, self.session.policy, None).kind is Kind.NONGOAL:
            return None
        pasted = replace(self.understood.paste, goals=written, context=Context())
        self.session, entries, _ = adding.added(self.session, replace(self.understood, paste=pasted))
        if not entries:
            return None
        self.say("breakdown.added", number=str(entries[0].number))
        return entries[0].goal

    def _question(self) -> bool:
        if self.topic == "realism":
            self.session, self.lines = realistic(self.session, self.message)
            return self._again()
        self.lines += answering.answered(self.session, self.message, self.topic)
        return self._again()

    def _review(self) -> bool:
        lines, self.cards = overview.reviewed(self.session)
        self.lines += lines
        self.session = replace(self.session, asked=self.session.asked | {"review"})
        return bool(self.session.active)

    def _own(self) -> bool:
        """The user's own wording kept, as by the button "Keep mine"."""
        self.session, entry = keeping.left(self.session, self.message)
        if entry is None:
            self.say("other.unclear")
            return self._again()
        self.say("accept.own" if len(self.session.active) > 1 else "accept.own-one", number=str(entry.number))
        if self.session.question is not None:
            return self._again()
        if next_question(self.session) is None:
            self.say("accept.own-next")
        return True

    def _fill(self) -> bool:
        if self.topic == "own":
            return self._own()
        if self.session.question is not None and self.session.question.key == "ratio":
            self.session = replace(self.session, question=None)
        question, given = self.session.question, self.understood.answers
        if question is not None and "accept" in question.fields:
            if given.no or given.unsure or not (given.values or given.by_goal):
                self.say("accept.later")
                return True
            self.session = replace(self.session, question=None)
        elif question is not None and question.fields and one_each(self.message):
            self.say(f"fill.one-each-{question.fields[0]}")
            return False
        if not self.session.entries:
            self.say("fill.no-goal")
            return False
        before = self.session
        self.session, touched = filling.filled(self.session, given, self.message)
        if touched:
            self.session, self.lines, self.cards = reporting.reported(self.session, touched)
            if question is not None and question.key == "realism":
                self.lines, self.session = self._weighed(given.values.get("baseline", ""), touched)
            if question is not None and "accept" in question.fields and (still := standing(self.session, question)) is not None:
                self.session, self.quick = replace(self.session, question=still), quick(self.session, still)
                return False
            return True
        if not given.yes and matcher("intents", "keep").search(hear(self.message).line):
            self.say("accept.keep")
            return self._again()
        if key := reporting.unread(before, question, self.message):
            self.session = replace(before, asked=before.asked | {f"again:{key.partition('.')[2]}:{question.goals if question else ()}"})
            self.say(key)
            return self._again()
        self.say("fill.left" if given.unsure or not (given.values or given.by_goal) else "fill.same")
        return True

    def _weighed(self, value: str, touched: tuple[int, ...]) -> tuple[list[str], Session]:
        """Today's value noted, and what it says of the goals whose realism was asked about."""
        entries = [entry for number in touched if (entry := self.session.entry(number))]
        session, lines = judged(self.session, entries)
        return [say(session, "fill.standing", goals=numbers(session, touched), value=value), *lines], session

    def _edit(self) -> bool:
        done = editing.edited(self.session, self.understood, self.message)
        self.session = done.session
        self.topic = done.key
        goals = numbers(self.session, done.numbers) if done.numbers else ""
        self.say(f"edit.{done.key}", goals=goals, value=who(self.session, done.value), was=quoted(done.was))
        changed = [draft(entry, self.session) for number in done.numbers if (entry := self.session.entry(number)) and not entry.parked]
        self.cards = tuple(card(item) for item in changed)
        self.session = adding.shown(self.session, changed)
        return done.key not in ("which", "what", "merge-which", "nothing", "no-undo", "what-owner", "what-deadline")

    def _track(self) -> bool:
        if not self.session.entries and adding.doing(self.session, self.understood):
            self.understood = replace(self.understood, intent="check")  # "Boka 10 möten": nothing to follow up yet, so a goal
            return self._check()
        if {"baseline", "target"} <= set(self.understood.answers.values) and step(self.message.strip()):
            self.understood = replace(self.understood, intent="fill")  # from what to what is no outcome
            return self._fill()
        if self._stood():
            return True
        self.session, lines = tracking.tracked(self.session, self.message)
        self.lines += lines
        return False

    def _stood(self) -> bool:
        """What was reached in a time that is over ("we sold for 8 million last year") is where a goal starts, and no outcome of it."""
        found = tracking.outcomes(self.session, self.message)
        entry = self.session.entry(found[0].number) if len(found) == 1 and tracking.over(self.session, self.message) else None
        if entry is None and len(found) == 1 and (begun := self._begins(found[0].number, found[0].value)):
            return begun
        known = filling.stood(entry.goal, found[0].value, self.session) if entry is not None else {}
        if entry is None or not known:
            return False
        new = replace(entry, goal=entry.goal.model_copy(update=known))
        entries = tuple(new if item.number == entry.number else item for item in self.session.entries)
        self.session = replace(self.session, entries=entries)
        self.understood = replace(self.understood, intent="fill")
        self.say("fill.stood", goals=numbers(self.session, [entry.number]), value=found[0].value)
        return True

    def _begins(self, number: int, value: str) -> bool:
        """Today's value of a goal that still lacks one ("idag ligger vi på 18") is where it starts."""
        entry = self.session.entry(number)
        now = STANDS.fullmatch(self.message.strip()) is not None or not _NOW.isdisjoint(hear(self.message).words)
        if entry is not None and BARE.fullmatch(self.message.strip()) and entry.goal.baseline is None and self._of(entry, value):
            return True
        if entry is None or not now or "baseline" not in draft(entry, self.session).open or "baseline" in entry.said:
            return False
        new = settled(filling.put(self.session, entry, {"baseline": value}, ()), self.session)
        self.session = replace(self.session, entries=tuple(new if item.number == number else item for item in self.session.entries))
        self.say("fill.standing", goals=numbers(self.session, [number]), value=value)
        return True

    def _of(self, entry: Entry, value: str) -> bool:
        """A bare amount of what a goal changes by a share ("212 kr" of a price that rises by 4 per cent) is where it starts."""
        share = any(q.role == "by" and q.unit == "%" for q in read(entry.goal.text, self.session.today, self.session.policy).quantities)
        known = filling.stood(entry.goal, value, self.session) if share and "%" not in value else {}
        if not known:
            return False
        new = replace(entry, goal=entry.goal.model_copy(update=known))
        self.session = replace(self.session, entries=tuple(new if item.number == entry.number else item for item in self.session.entries))
        self.say("fill.standing", goals=numbers(self.session, [entry.number]), value=value)
        return True

    def _help(self) -> bool:
        if not self.session.entries and not self.session.step and guiding.wanted(self.message, self.topic):
            self.session, self.lines, self.quick = guiding.begun(self.session, self.message)
            return False
        if self.session.active and matcher("questions", "next").search(hear(self.message).line):
            self.lines += inquiring.ready(self.session)
            return self._again() if self.session.question and self.session.question.fields else True
        self.say("help.text")
        self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))[
            : 2 if not self.session.entries else 0
        ]
        return self._again() if self.session.question else False

    def _other(self) -> bool:
        if self.topic in ("unclear", "scope") and (left := parting(self.message)):
            self.topic = left
        self.say(f"other.{self.topic or 'unclear'}")
        if not self.session.entries and self.topic in ("courtesy", "unclear"):
            self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))
        return self._again()
