"""Questions about news: derived from an article's annotation, or read from a bank; they show and judge themselves."""

from helpers.questions.asking import Questions, ask
from helpers.questions.bank import bank_ids
from helpers.questions.question import Question, QuestionError, Verdict

__all__ = ["Question", "QuestionError", "Questions", "Verdict", "ask", "bank_ids"]
