// Filters galleries and walks through them.

function visibleCards(gallery) {
  return Array.from(gallery.querySelectorAll(".card:not([hidden])"));
}

/** One card at a time can be reached with the tab key; arrows lead to the others. */
function makeReachable(gallery, card) {
  for (const other of gallery.querySelectorAll(".card[tabindex='0']")) {
    other.tabIndex = -1;
  }
  if (card) {
    card.tabIndex = 0;
  }
}

function filter(gallery) {
  const wanted = Array.from(gallery.querySelectorAll(".filters select"), (select) => select.value);
  const cards = gallery.querySelectorAll(".card");
  for (const card of cards) {
    const facets = JSON.parse(card.dataset.facets);
    card.hidden = !wanted.every((value, i) => value === "" || facets[i].includes(value));
  }
  const shown = visibleCards(gallery);
  gallery.querySelector(".count").textContent = `${shown.length} of ${cards.length} images`;
  makeReachable(gallery, shown[0]);
  drawVisible();
}

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

function walk(event) {
  const card = event.target;
  // Within a card the keys keep their own meaning.
  if (!(event.key in STEPS) || !card.matches(".card")) {
    return;
  }
  event.preventDefault();
  const gallery = card.closest(".gallery");
  const cards = visibleCards(gallery);
  const at = Math.min(cards.length - 1, Math.max(0, cards.indexOf(card) + STEPS[event.key]));
  makeReachable(gallery, cards[at]);
  cards[at].focus();
}

for (const gallery of document.querySelectorAll(".gallery")) {
  gallery.addEventListener("change", () => filter(gallery));
  gallery.addEventListener("keydown", walk);
  filter(gallery);
}
