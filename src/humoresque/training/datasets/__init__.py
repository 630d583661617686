"""One module a data set: its files, its splits, its labels."""
