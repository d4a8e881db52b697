"""An author's side: a draft of a new article, exercises made from it, their notebooks and pages."""
