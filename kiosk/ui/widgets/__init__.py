"""The kiosk's own small set of parts; nothing of a stock toolkit shows."""
