"""Where workshops are kept: the only place that speaks to a database."""
