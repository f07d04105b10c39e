// What if: what is kept, side by side; renamed, removed, hidden.
"use strict";

function beside(root, words, all) {
  const table = $("#beside");
  function shown() {
    for (const box of $$("[data-beside]", root)) {
      const head = $(`th[data-what="${CSS.escape(box.dataset.beside)}"]`, table);
      for (const cell of head ? $$(`[data-col="${head.dataset.col}"]`, table) : []) cell.hidden = !box.checked;
    }
  }
  async function change(path, value) {
    const answer = await post(path, value);
    if (answer.error || answer.why) return trouble(answer.error || answer.why);
    table.innerHTML = answer.html;
    shown();
    rail();
  }
  function rename(button) {
    const cell = button.parentElement, before = [...cell.childNodes], input = document.createElement("input");
    input.type = "text";
    input.value = button.dataset.name;
    input.setAttribute("aria-label", words.name_it);
    cell.replaceChildren(input);
    input.focus();
    input.addEventListener("keydown", (key) => {
      if (key.key === "Enter" && input.value.trim()) change(`${base}/what-if/drop`, { number: Number(button.dataset.rename), name: input.value }).catch(lost);
      if (key.key === "Escape") { cell.replaceChildren(...before); button.focus(); }
    });
  }
  for (const box of $$("[data-beside]", root)) box.addEventListener("change", shown);
  shown();
  $("#keep").addEventListener("click", () => change(`${base}/what-if/keep`, { changes: all() }).catch(lost));
  table.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-drop]"), named = event.target.closest("[data-rename]");
    if (drop) change(`${base}/what-if/drop`, { number: Number(drop.dataset.drop) }).catch(lost);
    if (named) rename(named);
  });
}
