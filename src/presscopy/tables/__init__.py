"""Data only: sorted TSV tables, and what is compiled from them. `load.rows` is their one reader."""
