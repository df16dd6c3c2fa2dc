"""Keys that have another name today: data that writes one is reported once, and can be upgraded."""

from collections.abc import Mapping

from generator.model.choices import Consent
from generator.model.premises import Cameras
from generator.model.processing import ProcessingActivity

FORMER: Mapping[type, Mapping[str, str]] = {
    ProcessingActivity: {"collected_at": "collection_points"},
    Consent: {"asked_at": "collection_point"},
    Cameras: {"point": "collection_point"},
}
"""By type, its keys as they were called and as they are called today."""
