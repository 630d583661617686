"""The embedded starter catalog: our own selection, in our own columns (see PROVENANCE.md)."""
