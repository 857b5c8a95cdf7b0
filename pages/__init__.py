"""Everything that is shown: one folder per section of the menu, charts, and shared parts."""
