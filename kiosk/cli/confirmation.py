"""A question to whoever launched a command; anything but a clear yes is a no."""

from __future__ import annotations

import sys

YES = ("oui", "o", "yes", "y")


def confirmed_by_operator(question: str) -> bool:
    """Whether the answer is yes. A closed input is a no, and so is an empty line."""
    print(question, end="", flush=True)
    try:
        answer = sys.stdin.readline() if sys.stdin is not None else ""
    except (OSError, ValueError):  # closed
        answer = ""
    if not answer.endswith("\n"):
        print()  # nobody typed Enter
    return answer.strip().lower() in YES
