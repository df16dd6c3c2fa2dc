"""Receipts (bilgilendirme kaydı): which words were on a screen, and what a person did.

`receipt` is the type, `reading` the only way in (anything a browser sent), `verification` asks
the archive whether these were the words in force then, `renewal` whether they still stand,
`answers` puts it into words, `vocabularies` into the field names of others.
"""
