"""What nobody sees, what no face has and what the screen would cut is told, with its place."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kiosk.catalog.check_command import run
from kiosk.catalog.load import check, load
from kiosk.ui.word_widths import SCREENS, Narrowest
from tests.catalog.sound_catalog import ICONS, SMALL, Spoilt

HINT = "services.s-actualiser.steps.bouton.hint"

# What is written in the place of "Il est en bas.", as YAML or as its letters; what is said of it;
# what to write instead.
WRITTEN = {
    "NUL": ('"Il es\\0t en bas."', "(U+0000)", "« est »"),
    "a bell": ('"Il est\\a en bas."', "(U+0007)", "« est »"),
    "a right-to-left override": ("Il \u202eest en bas.", "sens de la lecture (U+202E)", "« est »"),
    "an embedding": ("Il \u202best\u202c en bas.", "sens de la lecture (U+202B)", "« est »"),
    "an isolate": ("Il \u2066est\u2069 en bas.", "sens de la lecture (U+2066)", "« est »"),
    "a mark of direction": ("Il \u200fest en bas.", "sens de la lecture (U+200F)", "« est »"),
    "a zero-width space": ("Il e\u200bst en bas.", "signe invisible (U+200B)", "« est »"),
    "a joiner in French": ("Il e\u200dst en bas.", "signe invisible (U+200D)", "« est »"),
    "a byte order mark": ("Il e\ufeffst en bas.", "signe invisible (U+FEFF)", "« est »"),
    "a soft hyphen": ("Il e\u00adst en bas.", "signe invisible (U+00AD)", "« est »"),
    "a filler": ("Il e\u3164st en bas.", "signe invisible (U+3164)", "« est »"),
    "letters hidden in tags": ("Il e\U000e0041st en bas.", "invisible (U+E0041)", "« est »"),
    "a hidden selector": ("Il e\U000e0101st en bas.", "invisible (U+E0101)", "« est »"),
    "a tabulation": ('"Il\\test en bas."', "une tabulation", "une espace"),
    "two lines": ('"Il est\\nen bas."', "retour à la ligne", "une seule ligne"),
    "two lines of a block": (
        "|\n          Il est\n          en bas.",
        "retour à la ligne",
        "ligne",
    ),
    "a letter that was lost": ("Il e\ufffdt en bas.", "lettre perdue (U+FFFD)", "« et »"),
    "nothing that is seen": ('"\\u200b\\u2060"', "que des signes invisibles", "au moins un mot"),
    "spaces alone": ('"\u00a0 \u2003"', "est vide", "au moins un mot"),
    "a hieroglyph": ("Il est 𓀀 en bas.", "« 𓀀 » (U+13000)", "« … »"),
    "a private letter": ('"Il est \\ue123 en bas."', "n'a U+E123", "« … »"),
    "a letter that does not exist": ('"Il est \\u0378 en bas."', "n'a U+0378", "« … »"),
    "a word that is wider than the screen": (
        "Il est Anticonstitutionnellementprudemment en bas.",
        "« Anticonstitutionnellementprudemment » est plus large",
        "un mot plus court",
    ),
}


def spoilt(folder: Path, hint: str) -> Spoilt:
    path = folder / "services_catalog.yaml"
    path.write_text(SMALL.replace("Il est en bas.", hint), encoding="utf-8")
    return Spoilt(path, SMALL.count("\n", 0, SMALL.index("Il est en bas.")) + 1)


def told(file: Path) -> list[str]:
    out = io.StringIO()
    status = run(file, out, cut_word=Narrowest().cut_word)
    *lines, _count = out.getvalue().splitlines()
    assert status == int(bool(lines))
    return lines


@pytest.mark.parametrize("what", WRITTEN)
def test_a_sign_that_does_not_belong_is_told_with_its_line_and_its_field(
    what: str, tmp_path: Path
) -> None:
    hint, says, instead = WRITTEN[what]
    wrong = spoilt(tmp_path, hint)
    (line,) = (one for one in told(wrong.path) if "aucune icône" not in one)
    assert line.startswith(f"{wrong.path}:{wrong.line}: {HINT}: ")
    assert says in line.partition(" → ")[0]
    assert instead in line.partition(" → ")[2]


UNREADABLE = {
    "half a surrogate pair": ('"Il est \\ud83d en bas."', "ne donne aucune lettre"),
    "a line separator": ("Il est\u2028en bas.", "retour à la ligne que l'on ne voit pas (U+2028)"),
    "a next line": ("Il est\u0085en bas.", "retour à la ligne que l'on ne voit pas (U+0085)"),
    "a backslash": ('"Il est \\q en bas."', "n'est suivi d'aucun signe connu"),
    "a raw bell": ("Il est\x07 en bas.", "signe invisible est interdit"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_keeps_a_file_from_being_read_is_told_at_its_line(what: str, tmp_path: Path) -> None:
    hint, says = UNREADABLE[what]
    wrong = spoilt(tmp_path, hint)
    (problem,) = check(wrong.path, icons=ICONS)
    assert problem.line == wrong.line
    assert says in problem.says
    assert problem.instead


def test_no_line_that_is_told_can_turn_the_operators_own_terminal(tmp_path: Path) -> None:
    """A field's name, an id and an address with such signs are told with their codes."""
    path = tmp_path / "services_catalog.yaml"
    words = SMALL.replace("hint:", "hi\u202ent:").replace("target: valider", "target: \u202evalid")
    path.write_text(words.replace("/suite", "/su\u200bite"), encoding="utf-8")
    lines = told(path)
    assert len(lines) >= 3
    assert not [line for line in lines if "\u202e" in line or "\u200b" in line]
    assert [line for line in lines if "hi[U+202E]nt" in line]


@pytest.mark.parametrize(
    "words",
    [
        "Nguyễn Thị Hồng vous aide.",
        "محمد est en bas.",
        "नमस्ते, می\u200cخواهم et 王小明.",
        "Écosse \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f.",
        "Bravo 👩\u200d💻 ❤\ufe0f !",
        "Écrivez à candidat.francetravail.fr/inscription-en-ligne/accueil.",
        "Cœur, ŒUVRE, Žižkov, ŉ, № 5, 10 €, « oui »…",
    ],
)
def test_words_of_other_languages_are_nothing_to_correct(words: str, tmp_path: Path) -> None:
    assert [one for one in told(spoilt(tmp_path, words).path) if "icône" not in one] == []


def test_signs_and_words_do_not_keep_a_terminal_from_serving(tmp_path: Path) -> None:
    for hint in ("Il \u202eest", "Il est 𓀀", "Anticonstitutionnellementprudemment"):
        assert load(spoilt(tmp_path, hint).path).services


def test_our_own_catalogue_fits_the_narrowest_screen_and_titles_ask_for_shorter_words() -> None:
    narrowest = Narrowest()
    assert narrowest.cut_word("title", "Votre FranceConnect+ est prêt") == ""
    long = "interministériellement"
    assert narrowest.cut_word("title", f"Lire {long} ici") == long
    assert narrowest.cut_word("text", f"Lire {long} ici") == ""
    assert len(SCREENS) == 4


def test_the_list_of_icons_that_is_broken_is_a_sentence(tmp_path: Path) -> None:
    from kiosk.catalog.check_command import known_icons
    from kiosk.type.files import FaceError

    file = tmp_path / "codepoints.json"
    for content in (b"", b"{", b"\xff", json.dumps([1]).encode(), b'{"a": "b"}', b"[" * 100_000):
        file.write_bytes(content)
        with pytest.raises(FaceError, match="réinstallez le programme"):
            known_icons(file)
