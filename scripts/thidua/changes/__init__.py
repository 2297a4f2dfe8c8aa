"""What a pull request may do, and what is said of it."""

from thidua.changes.verdict import BLOCKING, Pull, Touched, Verdict, judge

__all__ = ["BLOCKING", "Pull", "Touched", "Verdict", "judge"]
