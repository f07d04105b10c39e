// What if: everything beside a price that can be tried, and what of it has been.
"use strict";

// Levers hold counts, factors, offers that are off, who is licensed by what, rules that are off.
const LEVERS = { counts: {}, factors: {}, without: [], by: {}, rules: [], budget: null };

function changesOf(state) {
  return [
    ...state.without.map((name) => ["Without offer", name, null]),
    ...Object.entries(state.factors).map(([target, value]) => ["Count factor", target, value]),
    ...Object.entries(state.counts).map(([name, value]) => ["Count", name, value]),
    ...Object.entries(state.by).map(([name, value]) => ["License by", name, value]),
    ...state.rules.map((name) => ["Without rule", name, null]),
  ];
}
function levers(root, words, state, { changed, relined }) {
  const toggled = (list, name, on) => on ? [...list.filter((each) => each !== name), name] : list.filter((each) => each !== name);
  for (const [attribute, key] of [["without", "without"], ["off", "rules"]]) {
    for (const box of $$(`[data-${attribute}]`, root)) {
      box.addEventListener("change", () => { state[key] = toggled(state[key], box.dataset[attribute], !box.checked); changed(); });
    }
  }
  for (const input of $$("[data-count]", root)) {
    input.addEventListener("change", () => {
      const typed = typedIn(input);
      input.toggleAttribute("aria-invalid", !typed || typed.places > 0);
      if (!typed || typed.places) return;
      if (typed.text === input.dataset.was) delete state.counts[input.dataset.count];
      else state.counts[input.dataset.count] = Number(typed.text);
      changed();
    });
    explained(input);
  }
  for (const input of $$("[data-factor]", root)) {
    input.addEventListener("change", () => {
      const typed = typedIn(input);
      input.toggleAttribute("aria-invalid", !typed);
      if (!typed) return;
      if (Number(typed.text) !== 1) state.factors[input.dataset.factor] = typed.text;
      else delete state.factors[input.dataset.factor];
      changed();
    });
    explained(input);
  }
  const budget = $("#budget-line");
  explained(budget);
  budget.addEventListener("input", () => {
    const typed = typedIn(budget);
    state.budget = typed && Number(typed.text) !== Number(budget.dataset.was || NaN) ? typed.text : null;
    relined();
  });
  for (const box of $$("[data-rule]", root)) {
    box.addEventListener("change", () => {
      if (box.checked) delete state.by[box.dataset.rule]; else state.by[box.dataset.rule] = "Either";
      changed();
    });
  }
  $("#new-rule").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, by } = event.target.elements;
    if (!name.value.trim()) return;
    state.by[name.value.trim()] = by.value;
    name.value = "";
    added(root, words, state, changed);
    changed();
  });
}
// The levers as they were left before a reload.
function restored(root, words, state, changed) {
  for (const box of $$("[data-without]", root)) box.checked = !state.without.includes(box.dataset.without);
  for (const box of $$("[data-off]", root)) box.checked = !state.rules.includes(box.dataset.off);
  for (const input of $$("[data-count]", root)) input.value = state.counts[input.dataset.count] ?? input.dataset.was;
  for (const input of $$("[data-factor]", root)) input.value = state.factors[input.dataset.factor] ?? input.dataset.was;
  if (state.budget !== null) $("#budget-line").value = state.budget;
  added(root, words, state, changed);
}
// Rows that have been given a rule here, each to be taken back.
function added(root, words, state, changed) {
  for (const old of $$("[data-added]", root)) old.remove();
  for (const box of $$("[data-rule]", root)) box.checked = state.by[box.dataset.rule] === undefined;
  for (const [name, by] of Object.entries(state.by)) {
    if ($(`[data-rule="${CSS.escape(name)}"]`, root)) continue;
    const item = document.createElement("li"), button = document.createElement("button");
    item.dataset.added = name;
    button.type = "button";
    button.className = "small plain";
    button.textContent = words.drop_rule;
    button.addEventListener("click", () => { delete state.by[name]; added(root, words, state, changed); changed(); });
    item.append(label(`${name}: ${{ User: words.by_user, Device: words.by_device, Either: words.either }[by]}`), button);
    $("#rules").append(item);
  }
}
