// What the browser itself sees of a page: when the first words and the first picture are there,
// and how long after the release of a scale a picture is another one. Times in milliseconds.

const WORDS = "[data-testid=stMain] h1";
const PICTURE = "[data-testid=stVegaLiteChart]";
const DRAWN = `${PICTURE} svg.marks .role-mark *, ${PICTURE} canvas.marks`;
const EVERYTHING = { childList: true, subtree: true, attributes: true, characterData: true };
const QUIET = 300; // without a change: everything is drawn then

globalThis.seen = { words: null, picture: null };

// Two frames on, what was just changed is on the screen.
function onScreen(then) {
  requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
}

function look() {
  for (const [name, selector] of [["words", WORDS], ["picture", DRAWN]]) {
    if (seen[name] === null && document.querySelector(selector) !== null) {
      seen[name] = "soon";
      onScreen((now) => {
        seen[name] = now;
      });
    }
  }
}

new MutationObserver(look).observe(document, { childList: true, subtree: true });

function inside(change) {
  const { target, addedNodes } = change;
  const svg = (node) => node instanceof Element && node.closest("svg.marks") !== null;
  return svg(target) || [...addedNodes].some((node) => svg(node) || node.querySelector?.("svg.marks"));
}

// From now on, notes when the pointer is let go, and when pictures change after that: the first
// change of any of them, when that is on the screen, and the last.
globalThis.watch = () => {
  const noted = { released: null, first: null, screen: null, last: null };
  globalThis.noted = noted;
  const release = (event) => (noted.released = event.timeStamp);
  addEventListener("pointerup", release, { capture: true, once: true });
  const observer = new MutationObserver((changes) => {
    if (noted.released === null || !changes.some(inside)) {
      return;
    }
    noted.last = performance.now();
    if (noted.first === null) {
      noted.first = noted.last;
      onScreen((now) => (noted.screen = now));
    }
  });
  observer.observe(document.querySelector("[data-testid=stMain]"), EVERYTHING);
};

globalThis.atRest = () =>
  noted.screen !== null && performance.now() - Math.max(noted.last, noted.screen) > QUIET;

// Counts what changes inside each picture from now on, in the order of the page.
globalThis.countDrawn = () => {
  globalThis.drawn = [];
  document.querySelectorAll(PICTURE).forEach((picture, place) => {
    drawn.push(0);
    new MutationObserver((changes) => (drawn[place] += changes.filter(inside).length)).observe(
      picture,
      EVERYTHING,
    );
  });
};
