"""The words of messages around approvals: confirmations, and codes that are sent by SMS.

A mail of a site carries documents (`outputs/mail`), and its format is closed; these carry none and
go out by SMS as well. So they are a paper: for people as a table, for programs as JSON. The
confirmation of an approval has the words that the released text of the approval quotes.
"""

from pathlib import Path

HERE = Path(__file__).parent
