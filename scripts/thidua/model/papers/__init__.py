"""The kinds of papers as records; the schemas say what each field means.

Field names are those of the papers. A record is made from data that its schema has accepted, so
every type here is one that the schema guarantees.
"""

from thidua.model.papers.awards import (
    AwardDecision,
    AwardEntry,
    Recipient,
    StatedTotals,
    Withdrawal,
)
from thidua.model.papers.base import Day, Paper, Record, Revision, Signer
from thidua.model.papers.campaigns import (
    Campaign,
    ConferenceContent,
    Duty,
    ExpectedPaper,
    FocusPoint,
    HandOverRecipients,
    HandOverRule,
    Period,
    Section,
)
from thidua.model.papers.conferences import Attendance, Conference, LeaderCalendar, MovedFrom
from thidua.model.papers.intake import Exemption, Extension, Intake, Received, Returned
from thidua.model.papers.reports import (
    Comparison,
    Exemplar,
    IndicatorRow,
    Limitation,
    Measured,
    Part,
    Recommendation,
    Report,
    Results,
    Stage,
    Target,
)

__all__ = [
    "Attendance",
    "AwardDecision",
    "AwardEntry",
    "Campaign",
    "Comparison",
    "Conference",
    "ConferenceContent",
    "Day",
    "Duty",
    "Exemplar",
    "Exemption",
    "ExpectedPaper",
    "Extension",
    "FocusPoint",
    "HandOverRecipients",
    "HandOverRule",
    "IndicatorRow",
    "Intake",
    "LeaderCalendar",
    "Limitation",
    "Measured",
    "MovedFrom",
    "Paper",
    "Part",
    "Period",
    "Received",
    "Recipient",
    "Recommendation",
    "Record",
    "Report",
    "Results",
    "Returned",
    "Revision",
    "Section",
    "Signer",
    "Stage",
    "StatedTotals",
    "Target",
    "Withdrawal",
]
