"""Where the program begins: nothing is loaded here yet."""

import sys


def main() -> int:
    """Run the command that was given; its exit status."""
    try:
        from kiosk.cli import main as run

        return run()
    except KeyboardInterrupt:  # while it was still being loaded
        return 130


if __name__ == "__main__":
    sys.exit(main())
