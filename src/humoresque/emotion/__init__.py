"""Photo → faces → expression scores. No Django, no PyTorch."""
