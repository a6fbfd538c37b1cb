"""Somebody who does not program writes a service with docs/catalog.md at hand."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pytest

from kiosk.catalog import model
from kiosk.catalog.check_command import run
from kiosk.paths import ROOT

GUIDE = (ROOT / "docs" / "catalog.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
WHOLE_FILE = next(text for text in EXAMPLES if "atelier-cv" in text)
STEPS = [text for text in EXAMPLES if text.startswith("- id:")]
WRITTEN = (
    model.Theme,
    model.Service,
    model.ReadStep,
    model.ChecklistStep,
    model.ChoiceStep,
    model.Answer,
    model.RehearseStep,
    model.Block,
    model.PhoneStep,
    model.OrientationQuestion,
    model.OrientationAnswer,
    model.OrientationRule,
)


def told(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    run(path, out)
    return out.getvalue()


def test_the_whole_example_can_be_copied_as_it_is(tmp_path: Path) -> None:
    assert told(tmp_path / "mine.yaml", WHOLE_FILE) == "1 service, 1 thème : rien à corriger.\n"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.split()[4])
def test_each_example_of_a_step_can_be_pasted_into_it(tmp_path: Path, step: str) -> None:
    # The example of a choice leads to steps that the reader has not written.
    step = re.sub(r"goes_to: \S+", "goes_to: comment", step)
    indented = "".join(f"      {line}\n" for line in step.splitlines())
    text = WHOLE_FILE.replace("    steps:\n", f"    steps:\n{indented}")
    assert "rien à corriger" in told(tmp_path / "mine.yaml", text)


def test_every_kind_of_step_has_its_example() -> None:
    kinds = {re.findall(r"^  kind: (\S+)", step, re.MULTILINE)[0] for step in STEPS}
    assert kinds == {"read", "checklist", "choice", "rehearse", "phone"}


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
def test_every_field_is_told(kind: type) -> None:
    fields = {field.name for field in dataclasses.fields(kind)}
    missing = {name for name in fields if f"`{name}`" not in GUIDE and f"{name}:" not in GUIDE}
    assert missing == set()
