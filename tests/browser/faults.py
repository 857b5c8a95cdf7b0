"""Where the failing app fails, and in which words: apart from it, for it changes the real one."""

SECRET = "what somebody has answered"
PLACES = ("on the page", "in a part", "after a click")
