// Check: what was read as what, accepted or chosen otherwise.
"use strict";

function choosing() {
  const form = $("#read-as");
  if (!form) return;
  const choices = () => $$("[data-choice]", form).flatMap((select) => {
    const accepted = $("[data-accepted]", select.closest("li"))?.checked;
    if (!select.value || (select.value === select.dataset.now && !accepted)) return [];
    return [[...JSON.parse(select.dataset.choice), select.value]];
  });
  const choose = (said) => post(`${base}/check/choose`, { choices: said }).then(follow).catch(lost);
  const count = () => { $("#choose").disabled = !choices().length; };
  form.addEventListener("change", count);
  form.addEventListener("submit", (event) => { event.preventDefault(); choose(choices()); });
  $("#accept-read")?.addEventListener("click", () => {
    for (const box of $$("[data-accepted]", form)) box.checked = true;
    count();
  });
  for (const button of $$("[data-unchoose]", form)) {
    button.addEventListener("click", () => choose([[...JSON.parse($("[data-choice]", button.closest("li")).dataset.choice), ""]]));
  }
}
