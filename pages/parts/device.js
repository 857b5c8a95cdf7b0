// Keeps the person's answers in this browser, and says whether they are kept.
//
// The server sends on every run: what is to be kept (`kept`, a text; null until it has heard
// the answer to its question), the number of that question (`ask`), and an order to overwrite
// (`force`). It is told only what it asked for ("found") and that another tab has changed the
// answers ("changed"); keeping needs no message back. A part of a page that runs alone has a
// component of its own, of one line: it hands over what is to be kept (`take`). Data that is
// older than the last (`number`) is a page drawn anew, and changes nothing.

const KEY = "peu-mais-bien/1";
const CONNECTION = "data-test-connection-state"; // how the platform says whether it is connected
const ASIDE = `${KEY}/aside`; // what could not be read, before something else takes its place

// One memory per tab, whatever the page around it mounts anew.
const tab = (globalThis[KEY] ??= {
  id: Math.random().toString(36).slice(2),
  seen: null, // what was stored when this tab last looked
  told: null, // which change of another tab the server knows of
  asked: null, // the last question answered
  forced: null, // the last order carried out
  aside: null, // the question whose answer could not be read and was put aside
  mine: null, // what this tab was last given to keep
  state: "waiting", // what was last shown
  lost: false, // whether the connection to the server is lost
  watched: null, // the element that tells
  refused: false, // whether this browser would not keep anything when last asked
  data: null,
  tell: null,
  show: null,
  take,
});

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function answer(data) {
  let stored = null;
  tab.refused = false;
  try {
    stored = localStorage.getItem(KEY);
    localStorage.setItem(`${KEY}/trial`, "");
    localStorage.removeItem(`${KEY}/trial`);
  } catch {
    tab.refused = true;
  }
  // A new server, and this tab holds what is not stored: that is what the person last saw.
  const unstored = data.fresh && tab.mine !== null && (tab.refused || tab.told !== null);
  if (!unstored) {
    tab.seen = stored;
  }
  tab.told = null;
  tab.asked = data.ask;
  const held = unstored ? JSON.stringify({ kept: tab.mine }) : stored;
  tab.tell("found", { ask: data.ask, stored: held });
  return "waiting";
}

function keep(data) {
  tab.mine = data.kept;
  const stored = localStorage.getItem(KEY);
  const there = stored === null ? {} : parsed(stored);
  if (there.kept !== data.kept && !(stored === null && data.empty)) {
    const ordered = data.force !== "" && data.force !== tab.forced;
    if (stored !== null && stored !== tab.seen && !ordered) {
      return report(data, `${there.tab}.${there.revision}`);
    }
    if (data.aside && tab.aside !== data.ask) {
      if (data.empty) {
        return "nothing"; // what could not be read stays where it is until something is said
      }
      if (stored !== null) {
        localStorage.setItem(ASIDE, stored);
      }
      tab.aside = data.ask;
    }
    write(data, there.revision);
  } else {
    tab.seen = stored;
  }
  tab.told = null;
  tab.forced = data.force;
  return data.empty ? "nothing" : "saved";
}

function report(data, change) {
  if (tab.told !== change) {
    tab.told = change;
    tab.tell("changed", { ask: data.ask, change });
  }
  return "changed";
}

function write(data, last) {
  const revision = (Number.isSafeInteger(last) ? last : 0) + 1;
  const next = JSON.stringify({ revision, tab: tab.id, kept: data.kept });
  localStorage.setItem(KEY, next);
  tab.seen = next;
  tab.refused = false;
  if (data.empty) {
    localStorage.removeItem(ASIDE); // who starts again leaves nothing behind
  }
}

function act() {
  const { data } = tab;
  let state;
  if (data.ask !== tab.asked) {
    state = answer(data);
  } else if (data.kept === null) {
    state = "waiting";
  } else {
    try {
      state = keep(data);
    } catch {
      tab.refused = true; // private mode, storage switched off, or full
    }
  }
  tab.show(tab.refused ? "refused" : state);
}

addEventListener("storage", (event) => {
  if (event.key === KEY && event.newValue !== null && tab.data !== null) {
    act();
  }
});

function watchConnection() {
  const app = document.querySelector(`[${CONNECTION}]`);
  if (app === null || app === tab.watched) {
    return;
  }
  tab.watched = app;
  new MutationObserver(() => {
    tab.lost = app.getAttribute(CONNECTION) !== "CONNECTED";
    tab.show(tab.state);
  }).observe(app, { attributeFilter: [CONNECTION] });
}

function isOlder(data) {
  return tab.data !== null && data.ask === tab.data.ask && data.number < tab.data.number;
}

function longest(...words) {
  return words.reduce((one, other) => ((other ?? "").length > one.length ? other : one), "");
}

function take(data) {
  if (tab.show !== null && !isOlder(data)) {
    tab.data = { ...tab.data, ...data };
    act();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!isOlder(data)) {
    tab.data = data;
  }
  tab.tell = setTriggerValue;
  tab.show = (state) => {
    tab.state = state;
    const shown = tab.lost ? "lost" : state;
    const place = parentElement.querySelector(".state");
    place.className = `state ${shown}`;
    place.textContent = data.words[shown] ?? "";
    place.dataset.widest = longest(data.words.nothing, data.words.saved);
  };
  watchConnection();
  act();
}
