"""Data → weights → manifest. PyTorch lives here and nowhere else."""
