"""Papers and the corpus of all of them, as frozen records."""

from thidua.model.cluster_reports import ClusterReport
from thidua.model.corpus import CampaignPapers, Corpus, Filed, build
from thidua.model.papers import (
    AwardDecision,
    AwardEntry,
    Campaign,
    Conference,
    ExpectedPaper,
    Intake,
    LeaderCalendar,
    Paper,
    Report,
)
from thidua.model.registrations import Registration
from thidua.model.responses import Response

__all__ = [
    "AwardDecision",
    "AwardEntry",
    "Campaign",
    "CampaignPapers",
    "ClusterReport",
    "Conference",
    "Corpus",
    "ExpectedPaper",
    "Filed",
    "Intake",
    "LeaderCalendar",
    "Paper",
    "Registration",
    "Report",
    "Response",
    "build",
]
