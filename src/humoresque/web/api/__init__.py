"""The HTTP contract: one module a topic, errors in problems.py."""
