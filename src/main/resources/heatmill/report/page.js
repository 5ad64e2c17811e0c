// Starts what the other scripts do, and prepares the page for paper. Without scripts a page shows all but its charts.

/** On paper everything is open but curves, which would be many: those stay as the reader left them. */
window.addEventListener("beforeprint", () => {
  for (const closed of document.querySelectorAll("details.folded:not([open])")) {
    closed.dataset.closed = "";
    closed.open = true;
  }
  drawVisible();
});

window.addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("details[data-closed]")) {
    delete opened.dataset.closed;
    opened.open = false;
  }
});

drawVisible();
