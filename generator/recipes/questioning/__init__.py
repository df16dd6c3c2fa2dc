"""The questions to the company: every written doubt and every question of a rule, as one form.

`questions` lists them, `form` orders them by who answers; `markdown` and `word` print it;
`word_file` reads an answered one, `answers` understands it, `taking` writes what was answered.
"""
