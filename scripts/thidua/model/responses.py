"""What the centre answers to a unit's recommendations: the loop that item 1.4 opens."""

from collections.abc import Iterator

from thidua.model.papers import Day, Paper, Record


class Answer(Record, frozen=True, kw_only=True):
    """One answer to one recommendation, which it names by its number in the report, from 1."""

    recommendation: int
    status: str
    text: str
    by: str | None = None
    to: str | None = None
    date: Day | None = None


class Response(Paper, frozen=True, kw_only=True):
    """Everything that the centre answers to one unit."""

    unit: str
    date: Day
    answers: tuple[Answer, ...]
    number: str | None = None

    def day_of(self, answer: Answer) -> Day:
        """Return the day of an answer: its own, or that of the paper."""
        return answer.date or self.date

    def to_recommendation(self, number: int) -> Iterator[Answer]:
        """Yield the answers to a recommendation, the first one first."""
        found = [answer for answer in self.answers if answer.recommendation == number]
        yield from sorted(found, key=self.day_of)
