"""A place as its operator describes it: `place.yaml` → checked → a `DescribedPlace`.

It reads YAML: import it only where there is a file to read.
"""

from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.place_file.file_lines import PlaceFile
from kiosk.agenda.place_file.read import PlaceFileError, read_place, read_place_file, undrawn

__all__ = [
    "DescribedPlace",
    "PlaceFile",
    "PlaceFileError",
    "read_place",
    "read_place_file",
    "undrawn",
]
