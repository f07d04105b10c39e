// What every step needs: places, questions to the program, the rail.
"use strict";

const body = document.body;
const base = body.dataset.base;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/* places and widths */
// Widths and places stand in data attributes, since the page allows no inline style.
const VARIABLES = { w: "--w", x: "--x", a: "--a", b: "--b", n: "--n", y: "--y" };
function place(within = document) {
  for (const [name, variable] of Object.entries(VARIABLES)) {
    for (const element of $$(`[data-${name}]`, within)) {
      element.style.setProperty(variable, element.dataset[name]);
    }
  }
}

/* asking */
function trouble(words) {
  const line = $("#trouble");
  $("span", line).textContent = words;
  line.hidden = !words;
  if (words) line.scrollIntoView({ block: "nearest" });
}
async function post(path, value, signal) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value ?? {}),
    signal,
  });
  const type = answer.headers.get("content-type") || "";
  if (type.includes("json")) return answer.json();
  const text = await answer.text();
  return answer.ok ? { html: text } : { error: text };
}
function follow(answer) {
  if (answer.error) trouble(answer.error);
  else if (answer.next) location.assign(answer.next);
}
