"""Pictures: each module has a template (built once) and a table (computed for a person)."""
