"""Pictures of figures: SVG, made here by pygal.

Colours are the house's; the two of a picture are a dark one and a light one with an edge, so that
nobody needs to tell colours apart. Letters are large enough for a telephone's width.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from kiosk.agenda.figure_tables import FigureTable
from kiosk.agenda.small_counts import LEAST

INK, PAPER, EDGE = "#14213d", "#ffffff", "#7a7464"
FILLS = ("#0b4f4a", "#f6e7b4", "#7a86ad", "#ffffff")
LINES = ("#0b4f4a", "#45527a")
"""No brick: it belongs to what leads to a person."""

WIDTH, HEIGHT = 440, 300
"""In the picture's own units; letters are 14 of them."""
ROW = 26
"""Of a bar that lies, for each thing that is counted."""
MOST_LABELS = 5
LONGEST_LABEL = 22
"""Letters; the table has the whole name."""

MOST_BARS = 45
"""Days or weeks; more of them are a line."""

OWN_STYLE = (
    f"inline:.bars rect, .legends rect {{ stroke: {INK} !important; stroke-width: .75; }}"
    " .series .line { stroke-width: 2.5 !important; }"
)


def svg_of(table: FigureTable, *, upright: bool) -> str:
    """The rows of a table as bars: standing along the days, lying for things with names. What is
    hidden has no bar."""
    chart = _upright(table) if upright else _lying(table)
    chart.add_xml_filter(lambda root: _described(root, table))
    drawn = chart.render(is_unicode=True)
    assert isinstance(drawn, str)
    return drawn


def _upright(table: FigureTable) -> Any:
    import pygal  # slow to load, and only this page needs it

    many = len(table.rows) > MOST_BARS
    settings = _settings(table, LINES if many else FILLS)
    chart = (pygal.Line if many else pygal.Bar)(width=WIDTH, height=HEIGHT, **settings)
    labels = [row.name.removeprefix("du ")[:5] for row in table.rows]
    chart.x_labels = labels
    chart.x_labels_major = labels[:: max(1, -(-len(labels) // MOST_LABELS))]
    chart.show_minor_x_labels = False
    for number, column in enumerate(table.columns):
        dashed = {"stroke_style": {"dasharray": "6, 4"}} if many and number else {}
        chart.add(column, [row.counts[number] for row in table.rows], **dashed)
    return chart


def _lying(table: FigureTable) -> Any:
    import pygal

    bars = len(table.rows) * max(2, len(table.columns))
    settings = _settings(table, FILLS)
    chart = pygal.HorizontalBar(width=WIDTH, height=140 + ROW * bars // 2, **settings)
    rows = table.rows[::-1]  # pygal counts from the bottom
    chart.x_labels = [shortened(row.name) for row in rows]
    for number, column in enumerate(table.columns):
        chart.add(column, [row.counts[number] for row in rows])
    return chart


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def _settings(table: FigureTable, colours: tuple[str, ...]) -> dict[str, Any]:
    from pygal.style import Style

    most = max((count or 0 for row in table.rows for count in row.counts), default=0)
    style = Style(
        background=PAPER,
        plot_background=PAPER,
        foreground=INK,
        foreground_strong=INK,
        foreground_subtle=EDGE,
        opacity="1",
        opacity_hover="1",
        colors=colours,
        font_family="system-ui, sans-serif",
        label_font_size=14,
        major_label_font_size=14,
        legend_font_size=14,
        no_data_font_size=16,
    )
    return {
        "style": style,
        "js": (),
        "show_dots": False,
        "css": ("file://style.css", "file://graph.css", OWN_STYLE),
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 1,
        "truncate_legend": -1,
        "truncate_label": -1,
        "range": (0, max(most, LEAST)),
        "min_scale": 3,
        "max_scale": 5,
        "include_x_axis": True,
        "no_data_text": "Rien à dessiner",
        "explicit_size": True,
        "disable_xml_declaration": True,
        "formatter": lambda count: f"{count:g}",
    }


def _described(root: ElementTree.Element, table: FigureTable) -> ElementTree.Element:
    """For whoever opens the picture by itself; and without pygal's script, which even a picture
    that moves nothing has."""
    for parent in root.iter():
        for script in parent.findall("script"):
            parent.remove(script)
    for place, (tag, words) in enumerate((("title", table.title), ("desc", table.about))):
        element = ElementTree.Element(tag)
        element.text = words
        root.insert(place, element)
    root.set("role", "img")
    return root
