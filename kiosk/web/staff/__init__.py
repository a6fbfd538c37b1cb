"""The part of the web that is the team's."""
