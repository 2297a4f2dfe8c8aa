"""What a pull request may do, and what is said of it."""

from thidua.changes.verdict import Pull, Touched, Verdict, judge

__all__ = ["Pull", "Touched", "Verdict", "judge"]
