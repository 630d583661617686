"""The Django project: the only room that knows the others."""
