"""The parts of the desk that stay folded until the facilitator needs one: none is made before."""

from __future__ import annotations

from pages.parts import desk, desk_papers, desk_results, sheets_in
from pages.parts.folded import folded
from pages.parts.language import speech_now
from pages.storage.records import Workshop


def parts(workshop: Workshop, secret: str) -> None:
    """Offer what there is beside the steps of the hour."""
    say = speech_now().say

    def let_in() -> None:
        desk.invitation(workshop, secret)
        desk_papers.paper(workshop)

    def results() -> None:
        desk_results.results(workshop)

    def keeping() -> None:
        desk_papers.keeping(workshop, secret)

    folded("let_in", say("Let people in"), let_in, ":material/qr_code:")
    folded("results", say("Results, with their tables"), results, ":material/bar_chart:")
    folded(
        "typing",
        say("Type in a paper sheet"),
        lambda: sheets_in.type_in(secret),
        ":material/edit_note:",
    )
    folded("slips", say("Who has sent"), lambda: desk_papers.slips(secret), ":material/list:")
    folded("links", say("Facilitator links"), lambda: desk_papers.links(secret), ":material/key:")
    folded("keeping", say("Keep, export, delete"), keeping, ":material/inventory:")
