// What is clicked before the other scripts have come: kept, and done once they are there.
"use strict";

// A link to a file that were followed at once would end the loading of the page's own scripts.
const early = { clicked: [], begun: false };
document.addEventListener("click", (event) => {
  const what = event.target.closest?.("button, [data-download]");
  if (early.begun || !what) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!early.clicked.includes(what)) early.clicked.push(what);
}, true);
