"""The guide: its sections in both languages, and answers from them, with and without a model."""

from coach.guide.answers import Answer, Asker, Cited, Reply, answer
from coach.guide.retrieval import Match, find
from coach.guide.sections import IDS, Passage, Section, joined, section, sections

__all__ = ["IDS", "Answer", "Asker", "Cited", "Match", "Passage", "Reply", "Section", "answer", "find", "joined", "section", "sections"]
