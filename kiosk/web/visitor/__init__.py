"""The page behind a ticket's QR."""
