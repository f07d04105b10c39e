// Negotiate: a quote typed in, and sorting.
"use strict";

function negotiating() {
  const ask = $("#ask");
  ask?.addEventListener("click", async () => follow(await post(`${base}/negotiate/begin`).catch(() => ({ error: body.dataset.lost }))));
  const form = $("#quote");
  if (!form) return;
  const curves = JSON.parse($("#curves").textContent), words = JSON.parse($(".quote").dataset.words);
  const [big, line, more] = $$(".reply p");
  let asked = 0, timer;
  function said(saved, amount, whole, curve) {
    const of = (text) => `${text}\u00a0${curve.currency}`;
    big.textContent = saved === 0 ? words.equal : (saved > 0 ? words.saved : words.dearer).replace("{amount}", of(amount));
    line.textContent = words.then.replace("{amount}", of(whole));
    more.textContent = "";
  }
  // A price of several order dates is solved; every other one stands on its curve.
  async function solved(curve, typed) {
    const mine = ++asked;
    const found = await post(`${base}/what-if/solve`, { changes: [["Price", curve.offer, typed.text]] });
    if (mine !== asked) return;
    if (found.error || found.why) { line.textContent = ""; return trouble(found.error || found.why); }
    said({ down: 1, up: -1 }[found.direction] ?? 0, found.difference.replace(/^[+\u2212]/, ""), found.cost, curve);
  }
  function answer() {
    const curve = curves[Number(form.offer.value)], typed = typedIn(form.price);
    asked += 1;
    clearTimeout(timer);
    if (curve.dated && typed && Number(typed.text) !== Number(curve.price)) {
      for (const each of [big, more]) each.textContent = "";
      line.textContent = words.solving;
      timer = setTimeout(() => solved(curve, typed).catch(lost), 300);
      return;
    }
    if (!typed || Number(typed.text) > Number(curve.top)) {
      for (const each of [big, line, more]) each.textContent = "";
      return;
    }
    const { segment, cost } = at(curve, typed), saved = BigInt(curve.today) - cost;
    said(Number(saved), money(saved < 0n ? -saved : saved, curve.digits), money(cost, curve.digits), curve);
    more.textContent = segment.quantity === curve.quantity ? "" : words.buys.replace("{count}", grouped(segment.quantity, 0)).replace("{before}", grouped(curve.quantity, 0));
  }
  form.offer.addEventListener("change", () => { form.price.value = curves[Number(form.offer.value)].price; answer(); });
  form.price.addEventListener("input", answer);
  explained(form.price);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.price.value = curves[0].price;
  answer();
  const table = $("#worth");
  for (const button of $$(".sort", table)) {
    button.addEventListener("click", () => {
      const column = Number(button.dataset.sort), rows = $$("tbody tr", table);
      rows.sort((a, b) => Number(b.children[column].dataset.value) - Number(a.children[column].dataset.value));
      $("tbody", table).append(...rows);
      for (const other of $$(".sort", table)) other.setAttribute("aria-pressed", String(other === button));
      for (const row of rows) [2, 3].forEach((i) => row.children[i].classList.toggle("sorted", i === column));
    });
  }
}
