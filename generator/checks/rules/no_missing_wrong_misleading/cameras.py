"""Cameras have the point and the period of the activity beside them."""

from collections.abc import Iterable

from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.durations import Duration
from generator.message import say
from generator.model.data import Obtained
from generator.model.retention import Retention
from generator.provenance import Fact

SUB_CODES = {
    "camera-point": "The cameras name a point at which nothing is observed.",
    "camera-sound": "Whether the cameras record sound is not said.",
    "camera-period": "The cameras have another period than the activity beside them.",
}


def check(subject: Subject) -> Iterable[Observation]:
    """The notice prints both, so they say the same; whether sound is recorded is never guessed."""
    cameras = subject.facts.cameras
    if cameras and cameras.sound is None:
        yield Observation(
            cameras.at("sound"),
            say("whether the cameras record sound is not said."),
            say("Write “sound: no” or “sound: yes”; ask the controller."),
            "camera-sound",
        )
    if cameras is None or cameras.collection_point is None:
        return
    point = cameras.collection_point.id.value
    recording = [
        purpose
        for activity, purpose in subject.purposes
        if any(p.id.value == point for p in activity.collection_points)
        if any(i.obtained and i.obtained.value is Obtained.OBSERVED for i in purpose.data)
    ]
    if not recording:
        yield Observation(
            cameras.at("collection_point"),
            say(
                "nothing that is observed is collected at “{point}”, whose notice tells of the cameras.",
                point=point,
            ),
            say(
                "Name the point of the activity with the recordings; what is recorded says "
                "“obtained: observed” in data-categories.yml."
            ),
            "camera-point",
        )
    period = _longest(cameras.retention)
    stated = [longest for p in recording if (longest := _longest(p.retention))]
    if period and stated and all(other.value != period.value for other in stated):
        yield Observation(
            period.origin,
            say(
                "“{period}” is kept here, but {file} says “{other}”.",
                period=period.value,
                file=stated[0].origin.file,
                other=stated[0].value,
            ),
            say("Write one period in both places; the notice prints both."),
            "camera-period",
        )


def _longest(retention: Retention | None) -> Fact[Duration] | None:
    """For how long recordings are kept at most."""
    return (retention.period or retention.maximum) if retention else None
