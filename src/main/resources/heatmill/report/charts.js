// Draws charts.

const parts = new Map();

/** A JSON part of the page that charts share. */
function part(name) {
  if (!parts.has(name)) {
    parts.set(name, JSON.parse(document.getElementById("chart-" + name).textContent));
  }
  return structuredClone(parts.get(name));
}

/** The specification of a chart: its template with its own data, settings and width. */
function specification(figure, width) {
  const { signals, data } = JSON.parse(figure.querySelector(":scope > script").textContent);
  const settings = { ...signals, available: width };
  const spec = part(figure.dataset.template);
  for (const signal of spec.signals.filter(({ name }) => name in settings)) {
    signal.value = settings[signal.name];
  }
  for (const set of spec.data.filter(({ name }) => name in data)) {
    set.values = data[set.name];
  }
  return { ...spec, width };
}

function draw(figure) {
  const place = figure.querySelector(".drawing");
  let width = place.clientWidth;
  const runtime = vega.parse(specification(figure, width), part("config"));
  const view = new vega.View(runtime, { renderer: "svg", container: place, logLevel: vega.Error });
  view.run();
  figure.dataset.drawn = "";
  new ResizeObserver(() => {
    const now = place.clientWidth;
    if (now > 0 && now !== width) {
      width = now;
      view.width(width).signal("available", width).runAsync();
    }
  }).observe(place);
}

/** Draws what can be seen; a chart in something closed or filtered away waits until it is shown. */
function drawVisible() {
  for (const figure of document.querySelectorAll("figure.chart:not([data-drawn])")) {
    if (!figure.closest("details:not([open]), [hidden]")) {
      draw(figure);
    }
  }
}

// The event does not bubble.
document.addEventListener("toggle", drawVisible, true);
