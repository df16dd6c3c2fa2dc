"""What was changed in `data/` is handed to those who decide: shown, and put on a branch.

`git` asks the program, `state` says what stands there and refuses, `compared` what differs from the
last commit, `words` says it, `proposal` makes branch and commit, `forges` open the request,
`returning` leads back.
"""

from generator.recipes.proposing.compared import mine, since, since_all
from generator.recipes.proposing.git import Failed
from generator.recipes.proposing.proposal import Proposal, Result, prepared
from generator.recipes.proposing.returning import Proposed, afresh, proposed
from generator.recipes.proposing.said import outcome, told
from generator.recipes.proposing.state import NOBODY, Author, Nameless, Refused, Tangled

__all__ = [
    "NOBODY",
    "Author",
    "Failed",
    "Nameless",
    "Proposal",
    "Proposed",
    "Refused",
    "Result",
    "Tangled",
    "afresh",
    "mine",
    "outcome",
    "prepared",
    "proposed",
    "since",
    "since_all",
    "told",
]
