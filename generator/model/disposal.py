"""How data whose time is over is disposed of: what a retention and disposal policy says beside the
periods (by-law on erasure, destruction and anonymisation, art. 6 and 7)."""

from datetime import date

from generator.durations import Duration
from generator.model.entry import Entry, Part, Text, entry
from generator.provenance import Fact

RETENTION_POLICY = "retention_policy"
"""The one type of document that prints any of it."""


@entry
class RecordingMedia(Entry):
    """On what personal data is recorded (art. 6(1)(b)), a kind of place each."""

    electronic: tuple[Text, ...] = ()
    physical: tuple[Text, ...] = ()


@entry
class DisposalMeasures(Entry):
    """What is done so that disposal is lawful (art. 6(1)(e)), a sentence each."""

    technical: tuple[Text, ...] = ()
    organisational: tuple[Text, ...] = ()


@entry
class DisposalMethods(Entry):
    """The methods that are used (art. 7(4)); what is not done has none."""

    deletion: tuple[Text, ...] = ()
    destruction: tuple[Text, ...] = ()
    anonymisation: tuple[Text, ...] = ()


@entry
class Duty(Part):
    """Who takes part in retention and disposal (art. 6(1)(f)): a title, never a name."""

    title: Text
    unit: Text
    duty: Text


@entry
class PolicyChange(Entry):
    """An update of the policy (art. 6(1)(h)): on which day, and what it changed."""

    day: Fact[date]
    what: Text


@entry
class Disposal(Entry):
    """What a document of the type `retention_policy` says beside the facts of other files.

    `reasons` are the controller's own for keeping data or disposing of it (technical ones, for
    example), beside the legal bases. `interval` is that of periodic disposal (art. 11(2)).
    `adopted` is the day from which the policy holds; `changes: []` says that it has not been
    updated since.
    No other text prints any of it; where the policy is for the file, no site holds it.
    """

    media: RecordingMedia | None = None
    reasons: tuple[Text, ...] = ()
    measures: DisposalMeasures | None = None
    methods: DisposalMethods | None = None
    duties: tuple[Duty, ...] = ()
    interval: Fact[Duration] | None = None
    adopted: Fact[date] | None = None
    changes: tuple[PolicyChange, ...] | None = None
