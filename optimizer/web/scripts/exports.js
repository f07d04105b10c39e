// Start: what an import asks, and a comparison turned round.
"use strict";

function importing() {
  const form = $("#answers");
  const again = (answers) => post(`${base}/import/again`, answers).then(follow).catch(lost);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const named = (kind) => Object.fromEntries($$(`[data-${kind}]`, form).filter((each) => each.value.trim()).map((each) => [each.dataset[kind], each.value.trim()]));
    const maps = {};
    for (const each of $$("[data-map]", form).filter((input) => input.value.trim())) {
      maps[each.dataset.map] = [...(maps[each.dataset.map] ?? []), `${each.dataset.field}=${each.value.trim()}`];
    }
    again({
      mapped: Object.fromEntries(Object.entries(maps).map(([file, parts]) => [file, parts.join(",")])),
      servers: named("server"),
      groups: named("group"),
      dates: $("[data-dates]", form)?.value || undefined,
      zone: $("[data-zone]", form)?.value || undefined,
      left_out: $$("[data-leave]:checked", form).map((each) => each.dataset.leave),
      decided: $$("[data-decide]", form).filter((each) => each.value.trim()).map((each) => [...JSON.parse(each.dataset.decide), each.value.trim()]),
    });
  });
  const accept = (item) => {
    const input = $("[data-proposal]", item);
    if (input?.dataset.proposal) input.value = input.dataset.proposal;
  };
  for (const button of $$("[data-accept]")) button.addEventListener("click", () => accept(button.closest("li")));
  $("#accept-all")?.addEventListener("click", () => $$("li", form).forEach(accept));
  for (const button of $$("[data-undecide]")) button.addEventListener("click", () => again({ decided: [[...JSON.parse(button.dataset.undecide), ""]] }));
  const go = $("[data-go]");
  go?.addEventListener("click", () => { go.disabled = true; post(`${base}/import/go`, { illustrative: go.dataset.go === "illustrative" }).then(follow).catch(lost); });
  $("[data-swap]")?.addEventListener("click", () => post(`${base}/compare/swap`).then(follow).catch(lost));
}
