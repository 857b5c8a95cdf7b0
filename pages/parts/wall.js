// One message for the whole room: large words, a code to join by, and the keys that move it on.
//
// The server sends the message in words; nothing of it is read as HTML. It is told a key that
// was pressed ("moved": 1, -1, "first", "last" or "leave") and how large the screen is.

const KEY = "peu-mais-bien/wall";
const MOVES = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  Enter: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
  Home: "first",
  End: "last",
  Escape: "leave",
};

const TYPING = "input, textarea, select, [role=menu], [role=dialog]"; // keys are theirs
const PRESSES = [" ", "Enter"]; // what presses a button

// One listener per tab, whatever the page around it mounts anew.
const wall = (globalThis[KEY] ??= { tell: null, keep: null, seen: "", presses: 0, listens: false });

function pressed(event) {
  const around = event.composedPath()[0];
  const typing = around?.closest?.(TYPING);
  const pressing = PRESSES.includes(event.key) && around?.closest?.("button, a, [role]");
  if (wall.tell === null || typing || pressing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "f" || event.key === "F") {
    fill();
  } else if (event.key in MOVES) {
    event.preventDefault();
    move(MOVES[event.key]);
  }
}

function move(where) {
  wall.presses += 1; // the same key twice is two moves
  wall.tell("moved", { where, press: `${wall.presses}.${performance.now()}` });
}

function fill() {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change?.catch?.(() => {}); // a browser may refuse; the wall stays as it is
}

function measure() {
  const size = `${innerWidth}x${innerHeight}`;
  if (wall.keep !== null && size !== wall.seen) {
    wall.seen = size;
    wall.keep("screen", { width: innerWidth, height: innerHeight });
  }
}

if (!wall.listens) {
  wall.listens = true;
  document.addEventListener("keydown", pressed);
  addEventListener("resize", () => {
    clearTimeout(wall.timer);
    wall.timer = setTimeout(measure, 200);
  });
}

function put(root, name, text) {
  const place = root.querySelector(`.${name}`);
  place.textContent = text ?? "";
  place.hidden = !text;
}

function list(root, name, items, make) {
  const place = root.querySelector(`.${name}`);
  place.replaceChildren(...items.map(make));
  place.hidden = items.length === 0;
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector(".wall");
  wall.tell = setTriggerValue;
  wall.keep = setStateValue;
  root.classList.toggle("tall", data.code !== "" || data.lines.length + data.counts.length > 0);
  root.lang = data.language;
  for (const name of ["kicker", "sentence", "code", "address", "note", "position"]) {
    put(root, name, data[name]);
  }
  list(root, "lines", data.lines, (line) => element("li", "line", line));
  list(root, "counts", data.counts, ([number, label]) => {
    const one = element("div", "count", "");
    one.append(element("span", "number", number), element("span", "label", label));
    return one;
  });
  const picture = root.querySelector(".qr");
  picture.hidden = data.qr === "";
  if (picture.getAttribute("src") !== data.qr) {
    picture.setAttribute("src", data.qr);
  }
  picture.alt = data.qr_words;
  for (const [name, act] of [
    ["back", () => move(-1)],
    ["on", () => move(1)],
    ["fill", fill],
    ["leave", () => move("leave")],
  ]) {
    const button = root.querySelector(`.${name}`);
    button.title = data.buttons[name];
    button.setAttribute("aria-label", data.buttons[name]);
    button.onclick = act;
  }
  measure();
  return () => {
    if (wall.tell === setTriggerValue) {
      wall.tell = wall.keep = null;
      wall.seen = "";
    }
  };
}
