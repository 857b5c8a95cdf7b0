// Cards, from words alone: nothing of what the server sends is read as HTML.

const PARTS = ["name", "time", "task"]; // of a card, in the order in which they come

function part(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

function card(words) {
  const made = document.createElement("li");
  made.append(...PARTS.map((name, place) => part(name, words[place])));
  return made;
}

export default function ({ data, parentElement }) {
  parentElement.querySelector(".cards").replaceChildren(...data.cards.map(card));
}
