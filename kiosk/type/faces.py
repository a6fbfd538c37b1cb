"""The faces, and which script is drawn with which; their files are in `assets/fonts`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.paths import ASSETS, FONTS

NOTO = FONTS / "noto"


@dataclass(frozen=True, slots=True)
class Face:
    """One design in one or two weights. A face without a bold is drawn as it is."""

    name: str
    regular: Path
    bold: Path
    scale: float = 1.0
    """Its size, as a share of the size of our own letters beside it."""

    def file(self, bold: bool) -> Path:
        return self.bold if bold else self.regular


def _noto(name: str, *, bold: bool = False, scale: float = 1.0) -> Face:
    regular = NOTO / f"Noto{name}-Regular.ttf"
    return Face(name, regular, NOTO / f"Noto{name}-Bold.ttf" if bold else regular, scale)


OWN = Face(
    "Atkinson Hyperlegible Next",
    FONTS / "AtkinsonHyperlegibleNext-Regular.ttf",
    FONTS / "AtkinsonHyperlegibleNext-Bold.ttf",
)
ICONS = ASSETS / "icons" / "lucide.ttf"
ICON_CODES = ASSETS / "icons" / "codepoints.json"

LETTERS = _noto("Sans", bold=True, scale=0.95)
CHINESE, JAPANESE, KOREAN = _noto("SansSC"), _noto("SansJP"), _noto("SansKR")
EMOJI, SYMBOLS = _noto("Emoji", scale=0.9), _noto("SansSymbols", scale=0.95)
ARABIC = _noto("SansArabic", bold=True, scale=0.95)
DEVANAGARI = _noto("SansDevanagari", scale=0.95)

BY_SCRIPT: dict[str, tuple[Face, ...]] = {
    "Latn": (LETTERS,),
    "Grek": (LETTERS,),
    "Cyrl": (LETTERS,),
    "Arab": (ARABIC,),
    "Hebr": (_noto("SansHebrew", bold=True),),
    "Armn": (_noto("SansArmenian", bold=True, scale=0.95),),
    "Geor": (_noto("SansGeorgian", bold=True, scale=0.95),),
    "Thai": (_noto("SansThai", bold=True, scale=0.95),),
    "Laoo": (_noto("SansLao", scale=0.95),),
    "Khmr": (_noto("SansKhmer", scale=0.9),),
    "Mymr": (_noto("SansMyanmar", scale=0.85),),
    "Tibt": (_noto("SerifTibetan", scale=0.85),),
    "Deva": (DEVANAGARI,),
    "Beng": (_noto("SansBengali", scale=0.95),),
    "Guru": (_noto("SansGurmukhi", scale=0.95),),
    "Gujr": (_noto("SansGujarati", scale=0.95),),
    "Orya": (_noto("SansOriya", scale=0.95),),
    "Taml": (_noto("SansTamil", bold=True, scale=0.95),),
    "Telu": (_noto("SansTelugu", scale=0.9),),
    "Knda": (_noto("SansKannada", scale=0.9),),
    "Mlym": (_noto("SansMalayalam", scale=0.95),),
    "Sinh": (_noto("SansSinhala", scale=0.95),),
    "Olck": (_noto("SansOlChiki"),),
    "Ethi": (_noto("SansEthiopic", scale=0.95),),
    "Tfng": (_noto("SansTifinagh", scale=0.95),),
    "Nkoo": (_noto("SansNKo", scale=0.95),),
    "Adlm": (_noto("SansAdlam", scale=0.95),),
    "Syrc": (_noto("SansSyriac"),),
    "Thaa": (_noto("SansThaana"),),
    "Hani": (CHINESE, JAPANESE),
    "Bopo": (CHINESE,),
    "Hira": (JAPANESE,),
    "Kana": (JAPANESE,),
    "Hang": (KOREAN,),
}
"""By the codes of ISO 15924."""

COMMON = (LETTERS, SYMBOLS, EMOJI, CHINESE)
"""For signs that belong to no script, or to many: in this order."""


def every_face() -> list[Face]:
    """Ours first, each once."""
    found = [OWN, *COMMON, *(face for faces in BY_SCRIPT.values() for face in faces)]
    return list({face.name: face for face in found}.values())
