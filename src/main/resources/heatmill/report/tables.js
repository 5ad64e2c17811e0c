"use strict";
// Sorts tables.

const letters = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What a cell is sorted by; undefined if it is missing. */
function sortKey(cell) {
  if (cell.dataset.value !== undefined) {
    return Number(cell.dataset.value);
  }
  const text = cell.textContent.trim();
  return text === "" || text === "-" ? undefined : text;
}

/** Numbers before words; what is missing comes last whichever way the table is sorted. */
function compareKeys(a, b, direction) {
  if (a === undefined || b === undefined) {
    return (a === undefined) - (b === undefined);
  }
  if (typeof a === "number" && typeof b === "number") {
    return direction * (a - b);
  }
  if (typeof a !== typeof b) {
    return direction * (typeof a === "number" ? -1 : 1);
  }
  return direction * letters.compare(a, b);
}

function sortBy(heading) {
  const ascending = heading.getAttribute("aria-sort") !== "ascending";
  for (const other of heading.parentElement.children) {
    if (other !== heading && other.hasAttribute("aria-sort")) {
      other.setAttribute("aria-sort", "none");
    }
  }
  heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = heading.closest("table").tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, key: sortKey(row.cells[heading.cellIndex]) }));
  rows.sort((a, b) => compareKeys(a.key, b.key, ascending ? 1 : -1));
  body.append(...rows.map((entry) => entry.row));
}

document.addEventListener("click", (event) => {
  const heading = event.target.closest("th[aria-sort]");
  if (heading) {
    sortBy(heading);
  }
});
