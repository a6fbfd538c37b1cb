"""The terminal of the Emploi Store Store: digital job services, step by step, with real people."""

__version__ = "0.1.0"
