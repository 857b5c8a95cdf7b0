"""A visitor of a Streamlit app: one browser tab, as the server sees it.

Speaks Streamlit's own protocol over a WebSocket, without a browser, so that
what is measured is the server. Just enough of it to press a button, move a
slider and wait until the page has been run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

PROTOCOLS: Any = ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)
PATIENCE_SECONDS = 120
RUNS_A_MESSAGE_IS_KEPT = 2  # as the browser does (global.maxCachedMessageAge)


@dataclass
class Run:
    """One run of a page: how long the server took, and what it sent."""

    milliseconds: float = 0.0
    elements: list[Any] = field(default_factory=list)
    messages: int = 0
    bytes: int = 0

    def of_kind(self, kind: str) -> list[Any]:
        """Return the elements of one kind ("vega_lite_chart", "slider"), in order."""
        return [getattr(e, kind) for e in self.elements if e.WhichOneof("type") == kind]


@dataclass
class Remembered:
    """A large message that the server need not send again, and for how many runs it was unused."""

    message: ForwardMsg
    runs_unused: int = 0


class Visitor:
    """One tab. Build it with `visiting`."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = ""
        self._states: dict[str, WidgetState] = {}
        self._fragments: dict[str, str] = {}
        self._remembered: dict[str, Remembered] = {}
        self.last = self._run()

    def click(self, key: str) -> Run:
        """Press the button whose key ends with `key`."""
        return self._act(self._widget("button", key), trigger_value=True)

    def choose(self, key: str, text: str) -> Run:
        """Move the slider whose key contains `key` to the option that reads `text`."""
        slider = self._widget("slider", key)
        if text not in slider.options:
            raise ValueError(f"{key}: no {text!r} in {list(slider.options)}")
        return self._act(slider, string_array_value={"data": [text]})

    def slide(self, value: float) -> Run:
        """Move the only slider of the page to a number."""
        return self._act(self._widget("slider", ""), double_array_value={"data": [value]})

    def _widget(self, kind: str, key: str) -> Any:
        found = [widget for widget in self.last.of_kind(kind) if key in widget.id]
        if len(found) != 1:
            raise LookupError(f"expected one {kind} with {key!r} in its key, found {len(found)}")
        return found[0]

    def _act(self, widget: Any, **value: Any) -> Run:
        self._states[widget.id] = WidgetState(id=widget.id, **value)
        self.last = self._run(self._fragments.get(widget.id, ""))
        if "trigger_value" in value:
            del self._states[widget.id]
        return self.last

    def _run(self, fragment: str = "") -> Run:
        """Ask for a run and return it when the server says that it has finished."""
        request, run = self._request(fragment), Run()
        started = time.perf_counter()
        self._socket.send(request)
        while True:
            received = self._socket.recv(timeout=PATIENCE_SECONDS, decode=False)
            message = ForwardMsg.FromString(received)
            run.messages += 1
            run.bytes += len(received)
            if message.script_finished in FINISHED and message.HasField("script_finished"):
                run.milliseconds = 1000 * (time.perf_counter() - started)
                self._grow_older()
                return run
            self._take_in(message, run)

    def _request(self, fragment: str) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash = self._page
        asked.fragment_id = fragment
        asked.widget_states.widgets.extend(self._states.values())
        asked.cached_message_hashes.extend(self._remembered)
        asked.context_info.locale = "fr-FR"
        asked.context_info.timezone = "Europe/Paris"
        asked.context_info.color_scheme = "light"
        return message.SerializeToString()

    def _take_in(self, message: ForwardMsg, run: Run) -> None:
        if message.HasField("ref_hash"):
            message = self._remembered[message.ref_hash].message
        if message.metadata.cacheable:
            self._remembered[message.hash] = Remembered(message)
        if message.HasField("new_session"):
            self._page = message.new_session.page_script_hash or self._page
        elif message.HasField("navigation"):
            self._page = message.navigation.page_script_hash or self._page
        elif message.HasField("delta") and message.delta.HasField("new_element"):
            self._see(message.delta.new_element, message.delta.fragment_id, run)

    def _see(self, element: Any, fragment: str, run: Run) -> None:
        if element.HasField("exception"):
            raise RuntimeError(f"the page failed: {element.exception.message}")
        run.elements.append(element)
        shown = getattr(element, element.WhichOneof("type"))
        if fragment and getattr(shown, "id", ""):
            self._fragments[shown.id] = fragment

    def _grow_older(self) -> None:
        for name, kept in list(self._remembered.items()):
            kept.runs_unused += 1
            if kept.runs_unused > RUNS_A_MESSAGE_IS_KEPT:
                del self._remembered[name]


@contextmanager
def visiting(port: int) -> Iterator[Visitor]:
    """Open the first page of an app on this machine in a tab; close the tab at the end."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=PROTOCOLS, max_size=None, compression=None) as socket:
        yield Visitor(socket)
