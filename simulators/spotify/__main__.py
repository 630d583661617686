"""Start the simulated Spotify: ``python -m simulators.spotify --port 8100``."""

from __future__ import annotations

import argparse

from simulators.spotify.server import serve

ANY_PORT = ("http://127.0.0.1/spotify/redirect", "http://[::1]/spotify/redirect")


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m simulators.spotify", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (default): a free one")
    parser.add_argument(
        "--redirect-uri",
        action="append",
        metavar="URI",
        help="registered for the app, may be repeated; a loopback address without a port stands"
        f" for every port (default: {', '.join(ANY_PORT)})",
    )
    parser.add_argument(
        "--keep-exchanges",
        type=int,
        default=0,
        metavar="N",
        help="keep the last N requests and answers of the Web API for GET /_simulator/exchanges",
    )
    options = parser.parse_args()
    serve(options.port, tuple(options.redirect_uri or ANY_PORT), options.keep_exchanges)


if __name__ == "__main__":
    main()
