"""``python -m humoresque.cli``: the command where the package was not installed."""

from humoresque.cli import main

main()
