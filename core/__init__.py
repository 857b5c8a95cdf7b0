"""The model: which networks suit a project, what keeping them costs, which to keep.

Pure Python. Nothing here knows of a screen, a clock or the network; time and
randomness are arguments. `python -m core` is this package without the app.
"""
