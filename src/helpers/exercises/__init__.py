"""Questions about news: derived from an article's annotation, or read from a bank; they show and judge themselves."""

from helpers.exercises.bank import bank_ids
from helpers.exercises.question import Question, QuestionError, Verdict
from helpers.exercises.sheet import Questions, ask

__all__ = ["Question", "QuestionError", "Questions", "Verdict", "ask", "bank_ids"]
