"""The page behind the QR, for a visitor's telephone."""
