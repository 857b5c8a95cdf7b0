"""A cohort's session: its settings, codes, what one person sends, and the group's pictures."""
