"""One browser tab, as the server sees it: Streamlit's own protocol over a WebSocket.

It opens a page, changes pages and widgets, reruns the fragments that ask for it, uploads
files, remembers large messages as browsers do, keeps the answers on its device, and comes
back after a lost connection.
"""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

PATIENCE_SECONDS = 60.0
RUNS_A_MESSAGE_IS_KEPT = 2
SUCCESS = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
DEVICE = "device.component"
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


class ProtocolError(Exception):
    """The server did something that a browser would not expect, or a page failed."""


@dataclass
class Run:
    """One run of a page: what it was for, how long it took, and what came."""

    kind: str
    seconds: float = 0.0
    messages: int = 0
    bytes: int = 0
    pictures: int = 0  # sent in full


@dataclass
class Device:
    """What outlives a tab: the browser's local storage."""

    stored: str | None = None


@dataclass
class Tab:
    """One tab. `address` is the app's, without a slash at the end; times are in seconds."""

    address: str
    device: Device = field(default_factory=Device)
    locale: str = "fr-FR"
    headers: dict[str, str] = field(default_factory=dict)
    told: Callable[[Run], None] = lambda _: None
    runs: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._socket: ClientConnection | None = None
        self._forget_page()
        self.session = self.page = self.query = self._hash = ""
        self.addresses: dict[str, str] = {}
        self._remembered: dict[str, tuple[ForwardMsg, int]] = {}
        self._asked = ""

    def _forget_page(self) -> None:
        self._states: dict[str, WidgetState] = {}
        self._fragments: dict[str, str] = {}
        self._repeats: dict[str, tuple[float, float]] = {}  # fragment: (interval, due)
        self.elements: dict[tuple[int, ...], Any] = {}
        self._parts: dict[tuple[int, ...], str] = {}  # the fragment of an element
        self._drawn: set[tuple[int, ...]] = set()  # what this run has drawn
        self._running: tuple[str, ...] = ()  # the fragments that this run draws; none: the page

    # Coming and going ---------------------------------------------------------------

    async def open(self, page: str = "", query: str = "") -> Run:
        """Open a page of the app in a new session; `query` is what follows the question mark."""
        self.page, self.query = page, query
        await self._connect("")
        return await self._run("first load")

    async def reload(self) -> Run:
        """Reload the page, as with F5: a new session, the same device."""
        await self.close()
        page, query = self.page, self.query
        self.__post_init__()
        return await self.open(page, query)

    async def reconnect(self) -> Run:
        """Come back to the same session after the connection was lost."""
        await self.close()
        await self._connect(self.session)
        return await self._run("reconnection")

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def _connect(self, session: str) -> None:
        protocols = ["streamlit", "NO_TOKEN", *([session] if session else [])]
        self._socket = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol(name) for name in protocols],
            additional_headers=self.headers,
            origin=None,
            max_size=None,
            compression=None,
            ping_interval=None,
            open_timeout=PATIENCE_SECONDS,
        )

    # What a person does -------------------------------------------------------------

    async def go(self, address: str) -> Run:
        """Follow a link of the menu to a page's address."""
        if address not in self.addresses:
            raise ProtocolError(f"no page {address!r} among {sorted(self.addresses)}")
        self.page, self.query, self._hash = address, "", self.addresses[address]
        self._forget_page()
        return await self._run("page change")

    async def rerun(self) -> Run:
        """Have the page run anew, with everything as it was."""
        return await self._run("rerun")

    async def press(self, name: str) -> Run:
        """Press the button whose key or label contains `name`."""
        return await self._act("button", name, once=True, trigger_value=True)

    async def slide(self, name: str, text: str) -> Run:
        """Move a slider to the option that reads `text`."""
        return await self._act("slider", name, string_array_value={"data": [text]})

    async def move(self, name: str, place: float) -> Run:
        """Move a slider of numbers."""
        return await self._act("slider", name, double_array_value={"data": [place]})

    async def pick(self, name: str, *texts: str) -> Run:
        """Choose options of a row of buttons by what they read."""
        return await self._act("button_group", name, string_array_value={"data": texts})

    async def switch(self, name: str, on: bool) -> Run:
        """Switch a toggle."""
        return await self._act("checkbox", name, bool_value=on)

    async def enter(self, name: str, number: float) -> Run:
        """Enter a number."""
        return await self._act("number_input", name, double_value=number)

    async def submit(self, name: str, text: str, button: str) -> Run:
        """Type into the text field of a form, and press the button that sends it."""
        field = self.widget("text_input", name)
        self._states[field.id] = WidgetState(id=field.id, string_value=text)
        return await self.press(button)

    async def upload(self, file_name: str, content: bytes) -> Run:
        """Give a file to the page's only uploader."""
        widget = self.widget("file_uploader", "")
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(file_name)
        message.file_urls_request.session_id = self.session
        await self._send(message)
        place = (await self._until("file_urls_response")).file_urls_response.file_urls[0]
        await asyncio.to_thread(self._put, place.upload_url, file_name, content)
        state = WidgetState(id=widget.id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = place.file_id, file_name, len(content)
        info.file_urls.CopyFrom(place)
        self._states[widget.id] = state
        return await self._run("upload")

    def _put(self, path: str, name: str, content: bytes) -> None:
        border = b"--load"
        head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
        body = b"\r\n".join([border, head.encode(), b"", content, border + b"--", b""])
        with urllib.request.urlopen(self._asking("/_stcore/health")) as reply:
            token = reply.headers["Set-Cookie"].partition(";")[0]
        told = {
            "Content-Type": "multipart/form-data; boundary=load",
            "Cookie": "; ".join(filter(None, [self.headers.get("Cookie"), token])),
            "X-Xsrftoken": token.partition("=")[2],
        }
        request = self._asking(path, body, told, "PUT")
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as reply:
            if reply.status not in (200, 204):
                raise ProtocolError(f"upload: {reply.status}")

    def _asking(
        self,
        path: str,
        body: bytes | None = None,
        told: dict[str, str] | None = None,
        method: str = "GET",
    ) -> urllib.request.Request:
        headers = {**self.headers, **(told or {})}
        return urllib.request.Request(self.address + path, body, headers, method=method)

    async def think(self, seconds: float) -> None:
        """Do nothing for a while, but rerun the fragments that ask for it."""
        end = time.monotonic() + seconds
        while True:
            name, due = min(
                ((name, due) for name, (_, due) in self._repeats.items()),
                key=lambda pair: pair[1],
                default=("", end),
            )
            await asyncio.sleep(max(0.0, min(due, end) - time.monotonic()))
            if due >= end:
                return
            interval = self._repeats[name][0]
            await self._run("repetition", name)
            if name in self._repeats:
                self._repeats[name] = interval, max(due + interval, time.monotonic())

    async def repeat(self) -> None:
        """Rerun the fragments that ask for it, before their time."""
        for name in list(self._repeats):
            await self._run("repetition", name)

    # What a person sees -------------------------------------------------------------

    def of_kind(self, kind: str) -> list[Any]:
        """Return the elements of a kind that are on the page, from top to bottom."""
        shown = [self.elements[place] for place in sorted(self.elements)]
        return [getattr(e, kind) for e in shown if e.WhichOneof("type") == kind]

    def widget(self, kind: str, name: str) -> Any:
        """Return the only widget of a kind whose key or label contains `name`."""
        found = self._named(kind, name)
        if len(found) != 1:
            raise ProtocolError(f"expected one {kind} named {name!r}, found {len(found)}")
        return found[0]

    def offers(self, kind: str, name: str) -> bool:
        """Return whether the page has a widget of a kind whose key or label contains `name`."""
        return bool(self._named(kind, name))

    def _named(self, kind: str, name: str) -> list[Any]:
        return [w for w in self.of_kind(kind) if name in w.id or name in w.label]

    def component(self, name: str) -> dict[str, Any]:
        """Return what a component of the page was given whose key contains `name`."""
        found = [c for c in self.of_kind("bidi_component") if name in c.id and c.json]
        if len(found) != 1:
            raise ProtocolError(f"expected one component named {name!r}, found {len(found)}")
        return dict(json.loads(found[0].json))

    def words(self) -> str:
        """Return the texts of the page."""
        return "\n".join(
            text.body for kind in ("heading", "markdown") for text in self.of_kind(kind)
        )

    def alerts(self) -> list[str]:
        """Return what the page warns of."""
        return [alert.body for alert in self.of_kind("alert")]

    # Protocol -----------------------------------------------------------------------

    async def _act(self, kind: str, name: str, *, once: bool = False, **value: Any) -> Run:
        widget = self.widget(kind, name)
        self._states[widget.id] = WidgetState(id=widget.id, **value)
        fragment = self._fragments.get(widget.id, "")
        try:
            return await self._run("fragment" if fragment else "widget", fragment)
        finally:
            if once:
                self._states.pop(widget.id, None)

    async def _run(self, kind: str, fragment: str = "") -> Run:
        """Ask for a run, wait for its end, and answer what the device is asked."""
        run, started = Run(kind), time.perf_counter()
        if not fragment:
            self._repeats = {}
        self._drawn = set()
        await self._send(self._request(fragment))
        await self._until("script_finished", run)
        self._clear_away()
        run.seconds = time.perf_counter() - started
        self._grow_older()
        self.runs.append(run)
        self.told(run)
        await self._look_at_device()
        return run

    def _clear_away(self) -> None:
        """Forget what fragments showed before and have not drawn again, as browsers do."""
        for place in [p for p, its in self._parts.items() if its and its in self._running]:
            if place not in self._drawn:
                del self.elements[place], self._parts[place]

    async def _until(self, wanted: str, run: Run | None = None) -> ForwardMsg:
        run = run or Run("")
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                assert self._socket is not None
                content = await self._socket.recv(decode=False)
                run.messages, run.bytes = run.messages + 1, run.bytes + len(content)
                sent = ForwardMsg.FromString(content)
                run.pictures += sent.delta.new_element.HasField("vega_lite_chart")
                message = self._known(sent)
                kind = message.WhichOneof("type")
                if kind == wanted and (kind != "script_finished" or self._ends(message)):
                    return message
                self._take_in(kind, message)

    def _ends(self, message: ForwardMsg) -> bool:
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise ProtocolError("the page cannot be compiled")
        return message.script_finished in SUCCESS

    def _request(self, fragment: str) -> BackMsg:
        message = BackMsg()
        asked, context = message.rerun_script, message.rerun_script.context_info
        asked.page_script_hash, asked.page_name = self._hash, self.page
        asked.query_string = self.query
        asked.fragment_id, asked.is_auto_rerun = fragment, fragment in self._repeats
        asked.widget_states.widgets.extend(self._states.values())
        asked.cached_message_hashes.extend(self._remembered)
        context.locale, context.timezone, context.timezone_offset = self.locale, "Europe/Paris", -60
        context.color_scheme, context.url = "light", f"{self.address}/{self.page}"
        return message

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    def _known(self, message: ForwardMsg) -> ForwardMsg:
        """Return a message, from memory where the server sends its hash only."""
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash not in self._remembered:
                raise ProtocolError("the server refers to a message we do not have")
            kept = ForwardMsg()
            kept.CopyFrom(self._remembered[message.ref_hash][0])
            kept.metadata.CopyFrom(message.metadata)
            self._remembered[message.ref_hash] = kept, 0
            return kept
        if message.metadata.cacheable and message.hash:
            self._remembered[message.hash] = message, 0
        return message

    def _take_in(self, kind: str | None, message: ForwardMsg) -> None:
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self._hash = message.new_session.page_script_hash or self._hash
            self._running = tuple(message.metadata.run.fragment_ids)
            if not self._running:
                self.elements, self._parts = {}, {}
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self.addresses = {page.url_pathname: page.page_script_hash for page in pages}
            self._hash = message.navigation.page_script_hash or self._hash
            self.page = next(name for name, its in self.addresses.items() if its == self._hash)
        elif kind == "page_not_found":
            raise ProtocolError(f"page not found: {message.page_not_found.page_name}")
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            interval = message.auto_rerun.interval
            self._repeats[message.auto_rerun.fragment_id] = interval, time.monotonic() + interval
        elif kind == "delta":
            self._see(message)

    def _see(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise ProtocolError(f"the page failed: {element.exception.message}")
        place = tuple(message.metadata.delta_path)
        self.elements[place], self._parts[place] = element, message.delta.fragment_id
        self._drawn.add(place)
        shown = getattr(element, element.WhichOneof("type") or "empty")
        if message.delta.fragment_id and getattr(shown, "id", ""):
            self._fragments[shown.id] = message.delta.fragment_id

    def _grow_older(self) -> None:
        aged = {name: (kept, age + 1) for name, (kept, age) in self._remembered.items()}
        self._remembered = {n: k for n, k in aged.items() if k[1] <= RUNS_A_MESSAGE_IS_KEPT}

    # The device ---------------------------------------------------------------------

    async def _look_at_device(self) -> None:
        """Do what device.js does: answer the server's question, then keep what it sends."""
        for component in self.of_kind("bidi_component"):
            if DEVICE in component.id and component.json:
                data = json.loads(component.json)
                if data["ask"] != self._asked:
                    self._asked = data["ask"]
                    await self._answer(component.id, data["ask"])
                elif data["kept"] is not None:
                    self.device.stored = json.dumps(
                        {"revision": 1, "tab": "load", "kept": data["kept"]}
                    )

    async def _answer(self, component: str, ask: str) -> None:
        found = {"event": "found", "value": {"ask": ask, "stored": self.device.stored}}
        name = TRIGGER.format(id=component)
        self._states[name] = WidgetState(id=name, json_trigger_value=json.dumps([found]))
        try:
            await self._run("device")
        finally:
            self._states.pop(name, None)


LOST = (ConnectionClosed, ConnectionError, OSError, TimeoutError)
