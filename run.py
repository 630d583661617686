#!/usr/bin/env python3
"""Set Humoresque up and start it, or test it; ``python3 run.py --help`` tells the rest.

Needs nothing but Python 3.11 or newer. This file alone also parses in older ones, so that they can
say what is wrong; the work is done in ``bootstrap/``.
"""

import sys


def main() -> int:
    """Check the Python version, then hand over."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the very point of this line
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "Humoresque needs Python 3.11 or newer, and this is Python " + found + ".\n"
            "Install a newer one and start with it, for example: python3.13 run.py"
        )
    from bootstrap.command_line import main as start  # noqa: PLC0415 - after the check

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
