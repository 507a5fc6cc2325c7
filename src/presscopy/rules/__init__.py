"""The rules, one file per family; `registry` binds functions to codes."""
