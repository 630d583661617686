"""From a fresh clone to a running or tested app; standard library only, started by ``run.py``."""
