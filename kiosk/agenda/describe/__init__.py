"""A place as its operator describes it: `place.yaml` → checked → a `DescribedPlace`.

It reads YAML: import it only where there is a file to read.
"""

from kiosk.agenda.describe.model import DescribedPlace
from kiosk.agenda.describe.read import PlaceFileError, read_place, undrawn

__all__ = ["DescribedPlace", "PlaceFileError", "read_place", "undrawn"]
