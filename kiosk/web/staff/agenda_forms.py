"""A helper, an activity, a day, as a form of the board has them: filled in from what is described,
and read as the file is, field by field (`catalog/field_readers.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from werkzeug.datastructures import MultiDict
from yaml import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.agenda.opening import DAYS
from kiosk.agenda.place_file.described_place import (
    DescribedActivity,
    DescribedHelper,
    Hours,
    PublicHours,
)
from kiosk.agenda.place_file.french_fields import TimeField
from kiosk.catalog.field_readers import DayField, FieldReader, shape_of
from kiosk.catalog.problems import Mistake

MOST_HOURS = 40
"""Of one helper: what a form of somebody else's making could ask for has an end."""

_OF_HOURS = re.compile(r"hours-(\d{1,3})-(\w+)")
_TEXT = "tag:yaml.org,2002:str"
_HERE = Mark("", 0, 0, 0, "", 0)

NOT_OF_THE_FORM = ("key", "cle", "vu")


class Fields(dict[str, list[str]]):
    """What a form has in its fields, by their names."""

    def one(self, name: str) -> str:
        return next(iter(self.get(name, ())), "")

    def has(self, name: str, value: object) -> bool:
        return str(value) in self.get(name, ())


def sent(form: MultiDict[str, str]) -> Fields:
    """As it was sent, without what is the page's own."""
    return Fields(
        (name, [one.strip() for one in form.getlist(name)])
        for name in form
        if name not in NOT_OF_THE_FORM
    )


# A helper


def helper_form(helper: DescribedHelper | None) -> Fields:
    """Filled in; of a new one, empty."""
    if helper is None:
        return Fields()
    found = Fields(name=[helper.name], desk=[helper.desk])
    for number, hours in enumerate(helper.hours):
        found.update(_hours_form(f"hours-{number}-", hours))
    return found


def opening_form(opening: Iterable[PublicHours]) -> Fields:
    """When the public may come."""
    return Fields(
        (f"hours-{number}-{name}", value)
        for number, hours in enumerate(opening)
        for name, value in (
            ("days", [str(day) for day in hours.days]),
            ("from", [f"{hours.starts:%H:%M}"]),
            ("to", [f"{hours.ends:%H:%M}"]),
            *_dates(hours),
        )
    )


def read_opening(fields: Fields) -> tuple[tuple[PublicHours, ...], list[Mistake]]:
    """What `numbered` fields say, and what of them could not be read."""
    nodes = []
    for number in range(count_hours(fields)):
        prefix = f"hours-{number}-"
        its = {"days": _days(fields, prefix)}
        its |= {name: _text(fields.one(f"{prefix}{name}")) for name in ("from", "to")}
        nodes.append(_mapping(**its, **_date_nodes(fields, prefix)))
    found: list[Mistake] = []
    read = shape_of(tuple[PublicHours, ...]).read(SequenceNode(_TEXT, nodes), ("hours",), found)
    return read, found


def with_room_for_more(fields: Fields) -> tuple[Fields, range]:
    """With hours more to fill in; and the numbers of all."""
    count = count_hours(fields)
    more = {f"hours-{count}-minutes": ["30"], f"hours-{count}-modes": ["face"]}
    return Fields(fields | more), range(count + 1)


def _hours_form(prefix: str, hours: Hours) -> dict[str, list[str]]:
    return {
        f"{prefix}{name}": value
        for name, value in (
            ("days", [str(day) for day in hours.days]),
            ("from", [f"{hours.starts:%H:%M}"]),
            ("to", [f"{hours.ends:%H:%M}"]),
            *_in_common(hours),
        )
    }


def _in_common(what: Hours | DescribedActivity) -> Iterable[tuple[str, list[str]]]:
    yield "minutes", [str(what.minutes)]
    yield "modes", list(what.modes)
    yield "topics", list(what.topics or ())
    yield from _dates(what)


def _dates(what: Hours | PublicHours | DescribedActivity) -> Iterable[tuple[str, list[str]]]:
    for name, day in (("valid_from", what.valid_from), ("valid_to", what.valid_to)):
        yield name, [day.isoformat() if day else ""]


def numbered(fields: Fields) -> Fields:
    """Without the hours that are empty, or were crossed out; counted from 0."""
    rows: dict[int, dict[str, list[str]]] = {}
    kept = Fields()
    for name, value in fields.items():
        match = _OF_HOURS.fullmatch(name)
        if match is None:
            kept[name] = value
        else:
            rows.setdefault(int(match[1]), {})[match[2]] = value
    said = [rows[number] for number in sorted(rows) if _is_said(rows[number])]
    for number, row in enumerate(said[:MOST_HOURS]):
        kept.update({f"hours-{number}-{name}": value for name, value in row.items()})
    return kept


def _is_said(row: Mapping[str, list[str]]) -> bool:
    return not any(row.get("remove", ())) and any(
        any(row.get(name, ())) for name in ("days", "from", "to")
    )


def count_hours(fields: Fields) -> int:
    numbers = [int(match[1]) for name in fields if (match := _OF_HOURS.fullmatch(name))]
    return max(numbers, default=-1) + 1


def read_helper(fields: Fields) -> tuple[DescribedHelper, list[Mistake]]:
    """What `numbered` fields say, and what of them could not be read."""
    hours = [
        _mapping(
            days=_days(fields, f"hours-{number}-"),
            **{"from": _text(fields.one(f"hours-{number}-from"))},
            to=_text(fields.one(f"hours-{number}-to")),
            **_common_nodes(fields, f"hours-{number}-"),
        )
        for number in range(count_hours(fields))
    ]
    node = _mapping(
        name=_text(fields.one("name")),
        desk=_text(fields.one("desk")),
        hours=SequenceNode(_TEXT, hours),
    )
    found: list[Mistake] = []
    return shape_of(DescribedHelper).read(node, (), found), found


# An activity


def activity_form(activity: DescribedActivity | None) -> Fields:
    if activity is None:
        usual = {"kind": "workshop", "modes": "face", "minutes": "60", "seats": "8"}
        usual |= {"waiting_list": "0", "minimum": "0"}
        return Fields((name, [value]) for name, value in usual.items())
    return Fields(
        title=[activity.title],
        kind=[activity.kind],
        about=[activity.about or ""],
        helper=[activity.helper or ""],
        location=[activity.location or ""],
        days=[str(day) for day in activity.days],
        dates=[", ".join(day.isoformat() for day in activity.dates)],
        bring=[activity.bring or ""],
        languages=[", ".join(activity.languages or ())],
        seats=[str(activity.seats)],
        waiting_list=[str(activity.waiting_list)],
        minimum=[str(activity.minimum)],
        beginners=["true"] if activity.beginners else [],
        series=["true"] if activity.series else [],
        **{"from": [f"{activity.starts:%H:%M}"]},
        **dict(_in_common(activity)),
    )


def read_activity(fields: Fields) -> tuple[DescribedActivity, list[Mistake]]:
    nodes: dict[str, Node] = {
        "title": _text(fields.one("title")),
        "from": _text(fields.one("from")),
        "seats": _text(fields.one("seats")),
        **_common_nodes(fields, ""),
    }
    for name in ("kind", "about", "helper", "location", "waiting_list", "bring", "minimum"):
        if fields.one(name):
            nodes[name] = _text(fields.one(name))
    for name in ("beginners", "series"):
        nodes[name] = _text("true" if fields.one(name) else "false")
    for name in ("dates", "languages"):
        words = [one for one in re.split(r"[\s,;]+", fields.one(name)) if one]
        if words:
            nodes[name] = _list(words)
    if fields.get("days") or "dates" not in nodes:
        nodes["days"] = _days(fields, "")
    found: list[Mistake] = []
    return shape_of(DescribedActivity).read(_mapping(**nodes), (), found), found


# A day


def read_day(fields: Fields, name: str, found: list[Mistake]) -> date:
    day: date = _field(DayField(), fields, name, found)
    if not 2000 <= day.year < 2200 and not found:
        found.append(Mistake((name,), "ce jour est trop loin", "écrivez un jour proche"))
    return day


def read_clock(fields: Fields, name: str, found: list[Mistake]) -> time:
    at: time = _field(TimeField(), fields, name, found)
    return at


def _field(shape: FieldReader, fields: Fields, name: str, found: list[Mistake]) -> Any:
    if not fields.one(name):
        found.append(Mistake((name,), "est vide", "choisissez-le"))
        return shape.blank()
    return shape.read(_text(fields.one(name)), (name,), found)


# Nodes, as a file has them


def _text(words: str) -> Node:
    return ScalarNode(_TEXT, words, _HERE, style='"')  # so that no word of it means "nothing"


def _list(words: Iterable[str]) -> Node:
    return SequenceNode(_TEXT, [_text(one) for one in words])


def _mapping(**nodes: Node) -> MappingNode:
    return MappingNode(_TEXT, [(_text(name), node) for name, node in nodes.items()])


def _days(fields: Fields, prefix: str) -> Node:
    """French names, or what was sent in their place."""
    sent_days = fields.get(f"{prefix}days", [])
    return _list(DAYS[int(one)] if re.fullmatch("[0-6]", one) else one for one in sent_days)


def _common_nodes(fields: Fields, prefix: str) -> dict[str, Node]:
    nodes: dict[str, Node] = {
        "minutes": _text(fields.one(f"{prefix}minutes")),
        "modes": _list(fields.get(f"{prefix}modes", [])),
    }
    if fields.get(f"{prefix}topics"):
        nodes["topics"] = _list(fields[f"{prefix}topics"])
    return nodes | _date_nodes(fields, prefix)


def _date_nodes(fields: Fields, prefix: str) -> dict[str, Node]:
    return {
        name: _text(fields.one(f"{prefix}{name}"))
        for name in ("valid_from", "valid_to")
        if fields.one(f"{prefix}{name}")
    }
