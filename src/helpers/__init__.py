"""Kata siapa? Who says so? Read annotated news articles, answer worksheets, get reasons."""

from helpers.annotations import AnnotationError, check_article, load_article, load_coding
from helpers.articles import ArticleError, article_ids

__all__ = ["AnnotationError", "ArticleError", "article_ids", "check_article", "load_article", "load_coding"]
