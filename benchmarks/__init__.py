"""What is measured, each beside something named, in one run: `python -m benchmarks`."""
