"""Pieces that pages share: widgets, sentences, the session."""
