// What a page tells the browser that Streamlit does not: the language it is in, that a new page
// opens at its top and reading goes on there, what a change of answers has changed, keys that move
// on, where the focus is, also when a click takes its own button away, why a number is refused, and
// that on paper a heading stays with what it heads.
//
// Nothing is sent to the server. Whatever is not found here changes nothing on the page.

const MEMORY = "peu-mais-bien/signals";
const PAUSE = 300; // milliseconds without a change: the page is then taken as drawn
const RERUN_KEYS = ["r", "c"]; // Streamlit's, single letters: they would act on a slip of the hand
const NAMED = ["aria-label", "placeholder", "title", "alt"];
const OURS = "[data-testid=stMarkdownContainer] > *, [data-testid=stTable], [data-testid=stIconMaterial], svg, script, style";
const LOST = "Connection error"; // the title of what Streamlit then shows
const THEIRS = "[data-testid=stFileUploaderDropzone] button, [data-testid=stTooltipContent]";
const HIDDEN = "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";

const PAGE = "[data-testid=stMain]";
const NARROW = 768; // pixels: below, Streamlit lays the menu over the page
const MENU = "[data-testid=stSidebar]";
const FOLD = "[data-testid=stSidebarCollapseButton] button";
const UNFOLD = "[data-testid=stExpandSidebarButton]";

// A ring in the colour of the text, whatever Streamlit draws instead; nothing in focus lies under
// the header or the bar at the foot of the page.
const IN_FOCUS = `
:focus-visible:not(input, textarea, main), label:has(input:is([type=checkbox], [type=radio]):focus-visible),
div:has(> div > input[type=range]:focus-visible) {
  outline: 3px solid var(--ink, Highlight) !important; outline-offset: 2px !important }
[data-testid=stMain] { scroll-padding: 4.5rem 0 8rem }
[data-testid=stElementToolbar]:focus-within { opacity: 1 !important }
[data-testid=stSidebarCollapseButton] { visibility: visible !important }
@media (forced-colors: active) {
  :is([aria-pressed=true], [aria-checked=true], [aria-selected=true]) {
    forced-color-adjust: none; background: Highlight !important; color: HighlightText !important }
  :is([aria-pressed=true], [aria-checked=true]) * { color: HighlightText !important }
  label:has(input[role=switch]) > div:first-of-type { border: 1px solid ButtonText }
  label:has(input[role=switch]) > div:first-of-type > div { background: ButtonText !important }
  label:has(input[role=switch]:checked) > div:first-of-type {
    forced-color-adjust: none; background: Highlight !important }
  div:has(> div > input[type=range]) { border: 8px solid ButtonText }
  [data-testid=stSlider] [role=group] > div > div:first-child { border-top: 2px solid ButtonText }
}`;

const ON_PAPER = `@media print { [data-testid=stElementContainer]:is(
  :has(h1, h2, h3), :has(+ * [data-testid=stVegaLiteChart])) { break-after: avoid } }`;

// Why a number is refused is told to screen readers, and to a mouse that rests on a small sign;
// nobody on a phone would find it there.
const REFUSED = "[data-testid=stNumberInput]:has([role=alert])";
const REASON = `
${REFUSED} [data-testid=stNumberInputContainer] { height: auto; flex-wrap: wrap }
${REFUSED} input { flex: 1 1 0; width: 0; min-width: 0 }
${REFUSED} [role=alert] { all: revert; box-sizing: border-box; flex: 0 0 100%; font-size: 0.875rem;
  padding: 0 0.75rem 0.5rem }
${REFUSED} [data-testid=InputInstructions] { display: none }`;

// One memory per tab, whatever the page around the component mounts anew.
const tab = (globalThis[MEMORY] ??= {
  title: null,
  finding: null,
  begun: false,
  data: null,
  patterns: [],
  timer: null,
  at: location.pathname,
  folded: null, // whether the menu is
  followed: false, // whether it has led to this page, and was not unfolded again
  held: null, // what has the focus, and the headings it stands under
  byKeys: false, // whether one moves by keyboard
  messages: [], // those on the page when it was last at rest
  ours: new Map(), // what was put in place of Streamlit's words
});

function shown(selector) {
  const found = document.querySelector(`${PAGE} ${selector}`);
  return found?.innerText.trim() || null;
}

function voice() {
  let place = document.getElementById(MEMORY);
  if (place === null) {
    place = document.createElement("div");
    place.id = MEMORY;
    place.setAttribute("role", "status");
    place.style.cssText = HIDDEN;
    document.body.append(place);
  }
  return place;
}

function tell(text) {
  voice().textContent = text;
}

function readOnHere() {
  const title = document.querySelector(`${PAGE} h1`);
  if (document.querySelector("[role=dialog]") === null) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
}

// Where the visit begins is noted at once: the next page may come before this one is at rest.
function begin() {
  const title = tab.title === null ? shown("h1") : null;
  if (title !== null) {
    Object.assign(tab, { title, page: location.pathname });
  }
}

// A page that a button led to would open as far down as the one before: Streamlit scrolls to the
// top for its menu and its links only. At once, before the new page is drawn.
function openAtTop() {
  if (tab.at === location.pathname) {
    return;
  }
  tab.at = location.pathname;
  tab.followed = true;
  if (location.hash === "") {
    document.querySelector(PAGE)?.scrollTo(0, 0);
  }
}

// After a change of page, reading goes on at its title. A finding that has changed is told.
function follow() {
  const title = shown("h1");
  const finding = shown(".st-key-finding");
  if (title === null) {
    return; // not drawn yet
  }
  const elsewhere = tab.title !== null && tab.page !== location.pathname;
  if (elsewhere && title === tab.title) {
    return; // the new page is not drawn yet
  }
  if (elsewhere) {
    if (tab.followed) {
      foldMenu();
    }
    readOnHere();
    tell([title, finding].filter(Boolean).join(". "));
  } else if (tab.begun && finding !== null && finding !== tab.finding) {
    tell(finding);
  }
  Object.assign(tab, { title, finding, page: location.pathname, begun: true });
}

// A menu that is folded away is skipped; one that has been unfolded is where one is.
function menu() {
  const bar = document.querySelector(MENU);
  if (bar === null) {
    return;
  }
  const folded = bar.dataset.collapsed === "true";
  const turned = tab.folded !== null && tab.folded !== folded;
  const lost = document.activeElement === document.body || bar.contains(document.activeElement);
  bar.inert = folded;
  tab.folded = folded;
  if (turned && !folded) {
    tab.followed = false;
  }
  if (turned && lost && innerWidth < NARROW) {
    const next = folded ? document.querySelector(UNFOLD) : bar.querySelector("a[aria-current=page], a");
    next?.focus();
  }
}

function foldMenu() {
  const unfolded = document.querySelector(`${MENU}[data-collapsed=false]`);
  if (unfolded === null || innerWidth >= NARROW) {
    return false;
  }
  unfolded.querySelector(FOLD)?.click();
  return true;
}

// The headings and the unfolded part that something stands under, the nearest first.
function above(page, part) {
  const before = [...page.querySelectorAll("h1, h2, h3, details > summary")].filter((one) => {
    const folded = one.closest("details");
    const precedes = one.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    return precedes && (folded === null || folded.contains(part));
  });
  return before.reverse();
}

// A question in front of the page is about what is under it: there reading goes on afterwards.
function hold(event) {
  const part = event.target;
  const page = document.querySelector(PAGE);
  if (page?.contains(part)) {
    tab.held = { part, headings: above(page, part) };
  } else if (part.closest("[role=dialog]") !== null && tab.held !== null) {
    tab.held = { ...tab.held, part };
  } else {
    tab.held = null;
  }
}

function usable(part) {
  return part.isConnected && !part.matches(":disabled") && part.getClientRects().length > 0;
}

// Who leaves what is still there has not lost the focus. What React takes away is gone by then.
function letGo({ target, relatedTarget }) {
  queueMicrotask(() => {
    if (relatedTarget === null && tab.held?.part === target && usable(target)) {
      tab.held = null;
    }
  });
}

// A click may take its own button away, and the focus with it: reading then goes on at the message
// that answers the click, else at the heading it stood under. Nothing scrolls under a finger, and
// nothing that can be written in gets the focus: no keyboard comes up.
function regain() {
  const messages = [...document.querySelectorAll(`${PAGE} [data-testid=stAlertContainer]`)];
  const fresh = messages.find((one) => !tab.messages.includes(one.innerText));
  tab.messages = messages.map((one) => one.innerText);
  const free = document.activeElement === document.body && document.querySelector("[role=dialog]") === null;
  if (!free || tab.held === null || usable(tab.held.part)) {
    return;
  }
  const place = fresh ?? tab.held.headings.find(usable) ?? document.querySelector(`${PAGE} h1`);
  tab.held = null;
  if (place !== null && !place.matches("summary")) {
    place.tabIndex = -1;
  }
  place?.focus({ preventScroll: !tab.byKeys });
}

function inked() {
  const page = document.querySelector("[data-testid=stApp]");
  if (page !== null) {
    document.documentElement.style.setProperty("--ink", getComputedStyle(page).color);
  }
}

function translated(text) {
  const { words, beginnings } = tab.data;
  if (Object.hasOwn(words, text)) {
    return words[text];
  }
  const start = Object.keys(beginnings).find((one) => text.startsWith(one));
  return start === undefined ? text : beginnings[start] + text.slice(start.length);
}

function patterned(text) {
  return tab.patterns.reduce((said, [pattern, instead]) => said.replace(pattern, instead), text);
}

// In our words; a text of ours that is already there goes back to Streamlit's first, since the
// language may have changed.
function inOurWords(text, ours = false) {
  const theirs = (!ours && tab.ours.get(text)) || text;
  const said = patterned(ours ? text : translated(theirs)); // no sentence of ours has a pattern
  if (said !== theirs) {
    tab.ours.set(said, theirs);
  }
  return said;
}

// Streamlit speaks English only: its few words are replaced where they are known exactly.
function translate() {
  if (Object.keys(tab.data.words).length === 0 && tab.ours.size === 0) {
    return;
  }
  for (const name of NAMED) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name);
      const said = inOurWords(text);
      if (said !== text) {
        element.setAttribute(name, said);
      }
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const text = node.nodeValue.trim();
    const around = node.parentElement;
    const ours = around.closest(OURS) && !around.closest(THEIRS);
    const said = inOurWords(text, ours);
    if (text !== "" && said !== text) {
      node.nodeValue = node.nodeValue.replace(text, said);
    }
  }
}

// A lost connection is told in several ways, in English, one of them for developers: ours is put
// beside what Streamlit says, which is only hidden, since Streamlit draws it anew.
function reconnecting() {
  const { title, text } = tab.data.lost;
  const titles = [...document.querySelectorAll("[role=dialog] h2")];
  const lost = titles.find((one) => one.firstChild?.nodeValue === LOST);
  if (lost === undefined) {
    return;
  }
  lost.firstChild.nodeValue = title;
  lost.nextElementSibling.style.display = "none";
  const told = document.createElement("p");
  told.textContent = text;
  lost.after(told);
  tell(`${title}. ${text}`);
}

function act() {
  document.documentElement.lang = tab.data.language;
  inked();
  translate();
  reconnecting();
  follow();
  regain();
}

function soon() {
  openAtTop();
  begin();
  menu();
  clearTimeout(tab.timer);
  tab.timer = setTimeout(act, PAUSE);
}

const NOT_WRITTEN_IN = ["range", "radio", "checkbox", "button", "file"];

function writing(target) {
  const field = target.tagName === "INPUT" && !NOT_WRITTEN_IN.includes(target.type);
  return field || target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

function onKey(event) {
  const target = event.composedPath()[0];
  if (writing(target)) {
    return;
  }
  const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
  if (plain && RERUN_KEYS.includes(event.key.toLowerCase())) {
    event.stopImmediatePropagation();
  }
  if (event.key === "Escape" && document.querySelector("[role=dialog]") === null && foldMenu()) {
    event.stopImmediatePropagation();
  }
  if (event.altKey && event.shiftKey && Object.hasOwn(tab.data.ways, event.key)) {
    const way = document.querySelector(`.st-key-${tab.data.ways[event.key]} a`);
    if (way !== null) {
      event.preventDefault();
      event.stopImmediatePropagation(); // a scale in focus does not move along
      way.click();
    }
  }
}

function dress() {
  const style = document.createElement("style");
  style.textContent = IN_FOCUS + ON_PAPER + REASON;
  document.head.append(style);
}

export default function ({ data }) {
  const first = tab.data === null;
  tab.data = data;
  tab.patterns = Object.entries(data.patterns).map(([one, said]) => [new RegExp(one), said]);
  if (first) {
    document.querySelector(".doorway")?.remove(); // the app has opened (doorway.py)
    dress();
    addEventListener("keydown", onKey, true);
    addEventListener("keydown", ({ key }) => (tab.byKeys ||= key === "Tab"), true);
    addEventListener("pointerdown", () => (tab.byKeys = false), true);
    addEventListener("focusin", hold);
    addEventListener("focusout", letGo);
    new MutationObserver(soon).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ["data-collapsed"],
    });
  }
  soon();
}
