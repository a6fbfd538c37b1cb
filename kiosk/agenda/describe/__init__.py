"""A place as its operator describes it: `place.yaml` → checked → put into the store."""
