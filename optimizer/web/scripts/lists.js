// Answer: who holds what, and departments.
"use strict";

function lists() {
  const list = $("#list");
  if (!list) return;
  let side = "people", number = 0, asked = 0, choices = {};
  async function load() {
    const mine = ++asked;
    const query = new URLSearchParams({ side, q: $("#q").value, page: number, ...choices });
    const answer = await fetch(`${base}/answer/holders?${query}`);
    const html = await answer.text();
    if (mine !== asked || !answer.ok) return;
    const had = document.activeElement?.name;
    list.innerHTML = html;
    if (had && choices[had] !== undefined) $(`select[name="${had}"]`, list)?.focus();
  }
  let timer;
  $("#q").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { number = 0; load(); }, 120);
  });
  $("#find").addEventListener("submit", (event) => event.preventDefault());
  for (const tab of $$("#find [role=tab]")) {
    tab.addEventListener("click", () => {
      side = tab.dataset.side;
      number = 0;
      choices = {};
      for (const other of $$("#find [role=tab]")) other.setAttribute("aria-selected", String(other === tab));
      load();
    });
  }
  list.addEventListener("change", (event) => {
    if (!event.target.name) return;
    choices[event.target.name] = event.target.value;
    number = 0;
    load();
  });
  list.addEventListener("click", async (event) => {
    const page = event.target.closest("[data-page]");
    if (page) {
      number = Number(page.dataset.page);
      await load();
      $("#holders").scrollIntoView();
      return;
    }
    const twist = event.target.closest(".twist");
    if (!twist) return;
    const row = twist.closest("tr");
    const open = twist.getAttribute("aria-expanded") === "true";
    twist.setAttribute("aria-expanded", String(!open));
    if (open) return row.nextElementSibling.remove();
    const answer = await fetch(`${base}/answer/opened?${new URLSearchParams({ side, row: twist.dataset.row })}`);
    if (!answer.ok) return;
    const opened = document.createElement("tr");
    opened.className = "opened";
    opened.innerHTML = await answer.text();
    row.after(opened);
  });
  load().catch(lost);
}
function departments() {
  const panel = $("#department");
  if (!panel) return;
  const buttons = $$("[data-department]");
  async function open(button) {
    for (const other of buttons) {
      other.setAttribute("aria-pressed", String(other === button));
      other.closest("tr").setAttribute("aria-selected", String(other === button));
    }
    const answer = await fetch(`${base}/answer/department?${new URLSearchParams({ name: button.dataset.department })}`);
    if (!answer.ok) return;
    panel.innerHTML = await answer.text();
    place(panel);
  }
  for (const button of buttons) button.addEventListener("click", () => open(button).catch(lost));
  if (buttons.length) open(buttons[0]).catch(lost);
}
