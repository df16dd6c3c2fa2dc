"""What is said once a proposal is made, at a terminal and in a page: where it is, what follows."""

from collections.abc import Iterator

from generator.message import Message, say
from generator.recipes.proposing.proposal import Proposal, Result
from generator.recipes.proposing.returning import Proposed


def outcome(proposal: Proposal, result: Result) -> Iterator[Message]:
    """A sentence or two for each thing that a person has to know."""
    if result.url:
        words = (
            say("The request holds this change as well: {url}", url=result.url)
            if result.again
            else say("The request is open: {url}", url=result.url)
        )
        yield words
    elif result.patch:
        yield say(
            "The change is in the file {file}. Send it to whoever looks after the texts, for "
            "example by e-mail; they take it in with: git am {file}",
            file=result.patch.as_posix(),
        )
    else:
        yield say("The change is at the forge, on the branch “{branch}”.", branch=result.branch)
    yield say(
        "You are now on the branch “{branch}”, and what you propose next is added to it. Once it "
        "has been taken, go back: git switch {into}",
        branch=result.branch,
        into=result.into,
    )
    if proposal.state.left:
        yield say("Not taken along: {files}.", files=list(proposal.state.left))


def told(there: Proposed) -> Iterator[Message]:
    """The same for whoever has a page and no terminal."""
    if there.url:
        yield say("The request is open; whoever looks after the texts reads it and takes it in.")
    elif there.patches:
        yield say(
            "Send this file to whoever looks after the texts, for example by e-mail. It lies in "
            "the folder {folder} as well.",
            folder=str(there.patches[0].parent),
        )
    else:
        yield say("The change is at the forge, on the branch “{branch}”.", branch=there.branch)
    if there.more:
        yield say("What you changed since is not proposed yet; it is added to this proposal.")
    else:
        yield say("What you correct next is added to this proposal, unless you begin anew.")
