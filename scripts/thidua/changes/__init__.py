"""What a pull request may do, and what is said of it."""

from thidua.changes.verdict import Pull, Verdict, judge

__all__ = ["Pull", "Verdict", "judge"]
