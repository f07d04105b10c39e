// What if: prices along exact curves, levers, and what is kept.
"use strict";

function whatIf() {
  const root = $("#try");
  if (!root) return;
  const words = JSON.parse(root.dataset.words);
  const state = { ...structuredClone(LEVERS), offer: root.dataset.first, prices: {}, curve: null, asked: 0, solving: 0 };
  const kept = `what-if ${base}`;
  // What has been tried lives in this browser tab, so that a reload loses nothing.
  function restore() {
    let said = {};
    try { said = JSON.parse(sessionStorage.getItem(kept)) ?? {}; } catch { /* nothing kept */ }
    for (const key of [...Object.keys(LEVERS), "offer", "prices"]) state[key] = said[key] ?? state[key];
    if (!$(`.pick[data-offer="${CSS.escape(state.offer)}"]`, root)) state.offer = root.dataset.first;
    for (const [name, value] of Object.entries(state.prices)) priced(name, value);
    restored(root, words, state, changed);
  }
  function save() {
    sessionStorage.setItem(kept, JSON.stringify(Object.fromEntries([...Object.keys(LEVERS), "offer", "prices"].map((key) => [key, state[key]]))));
  }
  const slider = $("#slide"), price = $("#price");
  let abort = null;

  function others(except) {
    const prices = Object.entries(state.prices).filter(([name]) => name !== except);
    return [...changesOf(state), ...prices.map(([name, value]) => ["Price", name, value])];
  }
  const all = () => [...others(""), ...(state.budget === null ? [] : [["Budget", "", state.budget]])];
  // What is worked on now, each by its number; the bar says for how long.
  const works = new Map();
  function busy(what, on) {
    if (on) works.set(what, Date.now()); else works.delete(what);
    $("#busy").hidden = !works.size;
    $("#halt").disabled = false;
    $("#charts").classList.toggle("waiting", works.size > 0);
    $("#cost").classList.toggle("waiting", works.has("plan"));
    timed();
  }
  function timed() {
    if (!works.size) return;
    const seconds = Math.floor((Date.now() - Math.min(...works.values())) / 1000);
    $("#busy [data-time]").textContent = words.so_far.replace("{all}", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  }
  setInterval(timed, 1000);
  $("#halt").addEventListener("click", () => {
    $("#halt").disabled = true;
    for (const job of ["try curve", "try what-if"]) post(`${base}/stop`, { job }).catch(lost);
  });
  function changed() { draw(); solve(); }

  // The budget as it is tried, in whole minor units; it is a line, and changes no plan.
  function budgetOf(curve) {
    if (state.budget === null) return curve.budget;
    const typed = decimal(state.budget);
    return typed ? packCost({ factor: "1", digits: curve.digits }, typed).toString() : null;
  }

  async function draw() {
    const mine = ++state.asked;
    save();
    abort?.abort();
    abort = new AbortController();
    $("#price-name").textContent = state.offer;
    for (const pick of $$(".pick", root)) pick.toggleAttribute("aria-current", pick.dataset.offer === state.offer);
    const today = $(`.pick[data-offer="${CSS.escape(state.offer)}"]`, root)?.dataset.price ?? "0";
    price.value = state.prices[state.offer] ?? today;
    state.curve = null;
    const top = 3 * Number(today);
    slider.max = top; slider.value = price.value; shade();
    busy("curve", true);
    let answer;
    try {
      answer = await post(`${base}/what-if/curve`, { offer: state.offer, changes: others(state.offer) }, abort.signal);
    } catch { return; }
    if (mine !== state.asked) return;
    busy("curve", false);
    $("#dated").hidden = !answer.dated;
    if (answer.error) return trouble(answer.error);
    const line = $("#no-curve");
    line.hidden = !answer.why;
    $("#charts").hidden = Boolean(answer.why);
    $("#turns").hidden = Boolean(answer.why);
    if (answer.why) {
      $("span", line).textContent = words.no_curve.replace("{why}", answer.why.replace(/\.$/, ""));
      return solve();
    }
    state.curve = { ...answer, budget: budgetOf(answer), given: answer.budget };
    const shown = state.prices[state.offer] ?? answer.price;
    slider.max = answer.top; slider.step = answer.step; slider.value = shown; price.value = shown;
    $("#slide-label").textContent = words.slider.replace("{name}", answer.offer).replace("{top}", answer.top);
    charts(state.curve);
    move(true);
    if (all().length) solve(true);
  }
  // A budget typed anew moves its line; nothing is solved.
  function relined() {
    save();
    if (!state.curve) return;
    state.curve.budget = budgetOf({ ...state.curve, budget: state.curve.given });
    charts(state.curve);
    move(true);
    if (!state.curve.paid) solve(true);
  }

  // Within a frame: the figures of any price stand on its curve.
  function move(quietly) {
    const curve = state.curve, typed = decimal(price.value);
    shade();
    $("#keep").disabled = !all().length;
    $("#back").disabled = !all().length;
    if (!curve || !typed) return;
    const inside = Number(typed.text) <= Number(curve.top);
    if (!inside) return solve();
    const { segment, cost } = at(curve, typed);
    if (!curve.dated || !all().length) figures(cost);
    drawMarker(curve, state.axes, { value: Number(typed.text), cost, quantity: segment.quantity }, words);
    if (quietly) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => solve(!curve.dated), 250);
  }
  function figures(cost) {
    const curve = state.curve;
    $("#cost").textContent = money(cost, curve.digits);
    told(cost - todayCost(curve), todayCost(curve), curve.digits);
    const budget = $("#budget");
    $("#budget-figure").hidden = curve.budget === null;
    if (curve.budget !== null && curve.paid) {
      $("small", budget).textContent = words.of.replace("{amount}", money(BigInt(curve.budget), curve.digits));
      const left = BigInt(curve.budget) - cost;
      const text = (left < 0n ? words.missing : words.left).replace("{amount}", money(left < 0n ? -left : left, curve.digits));
      budget.firstChild.textContent = text;
      budget.classList.toggle("up", left < 0n);
    }
  }
  function todayCost(curve) { return BigInt(root.dataset.cost ?? curve.today); }
  function told(difference, whole, digits) {
    const element = $("#difference");
    element.className = difference < 0n ? "down" : difference > 0n ? "up" : "";
    element.firstChild.textContent = (difference > 0n ? "+" : "") + money(difference, digits);
    const share = whole ? (Math.abs(Number(difference)) / Number(whole) * 100).toFixed(1) + "\u00a0%" : "";
    $("small", element).textContent = difference === 0n ? words.nothing : (difference < 0n ? words.less : words.more).replace("{share}", share);
  }
  function shade() {
    slider.style.setProperty("--part", slider.max > 0 ? Math.min(1, Number(slider.value) / Number(slider.max)) : 0);
  }

  function charts(curve) {
    state.axes = drawCurve(curve, words);
    $("#turns").replaceChildren(...turningPoints(curve, words).map(([value, text]) => {
      const button = document.createElement("button"), bold = document.createElement("b");
      button.type = "button";
      bold.textContent = value;
      button.append(bold, ` ${text}`);
      button.addEventListener("click", () => set(value));
      return button;
    }));
  }

  function set(value) {
    price.value = value;
    slider.value = value;
    remember();
    move(false);
  }
  function remember() {
    const pick = $(`.pick[data-offer="${CSS.escape(state.offer)}"]`, root);
    const typed = decimal(price.value);
    if (!typed) return;
    if (Number(typed.text) === Number(pick?.dataset.price)) delete state.prices[state.offer];
    else state.prices[state.offer] = typed.text;
    priced(state.offer, state.prices[state.offer]);
    save();
  }
  function priced(offer, value) {
    const pick = $(`.pick[data-offer="${CSS.escape(offer)}"]`, root);
    if (!pick) return;
    const shown = $(".num", pick), text = String(value ?? pick.dataset.price);
    pick.classList.toggle("moved", value !== undefined);
    $(".was", pick).hidden = value === undefined;
    const moved = Object.keys(state.prices).length;
    $("#prices-moved").textContent = moved ? words.changed.replace("{count}", moved) : "";
    shown.textContent = grouped(Number(text), Math.max(Number(root.dataset.digits), (text.split(".")[1] || "").length));
  }

  // What a curve does not hold: solved, and what is bought otherwise.
  async function solve(quietly) {
    const mine = ++state.solving;
    $("#unproven").hidden = true;
    if (!all().length) {
      $("#quantities").replaceChildren();
      return;
    }
    if (!quietly) busy("plan", true);
    let answer;
    try { answer = await post(`${base}/what-if/solve`, { changes: all() }); } catch { return lost(); }
    if (mine !== state.solving) return;
    busy("plan", false);
    if (answer.error || answer.why) return trouble(answer.error || answer.why);
    trouble("");
    $("#unproven").hidden = answer.proven;
    $("#cost").textContent = answer.cost;
    const element = $("#difference");
    element.className = answer.direction;
    element.firstChild.textContent = answer.difference;
    $("small", element).textContent = answer.direction ? (answer.direction === "down" ? words.less : words.more).replace("{share}", answer.share) : words.nothing;
    const budget = $("#budget");
    $("#budget-figure").hidden = !answer.budget;
    if (answer.budget) {
      budget.firstChild.textContent = answer.budget;
      $("small", budget).textContent = words.of.replace("{amount}", answer.of);
      budget.classList.toggle("up", answer.missing);
    }
    $("#quantities").replaceChildren(...Object.entries(answer.quantities).map(([name, count]) => {
      const item = document.createElement("li");
      const what = document.createElement("span"), number = document.createElement("span");
      what.textContent = name;
      number.textContent = grouped(count, 0);
      number.className = "num";
      item.append(what, number);
      return item;
    }));
  }
  slider.addEventListener("input", () => {
    const step = Number(state.curve?.step ?? 0.01), places = Math.max(0, Math.round(-Math.log10(step)));
    price.value = Number(slider.value).toFixed(places);
    remember();
    move(false);
  });
  explained(price);
  price.addEventListener("input", () => {
    const typed = typedIn(price);
    if (!typed) return;
    slider.value = typed.text;
    remember();
    move(false);
  });
  for (const pick of $$(".pick", root)) pick.addEventListener("click", () => { state.offer = pick.dataset.offer; draw(); });
  $("#back").addEventListener("click", () => { sessionStorage.removeItem(kept); location.reload(); });
  levers(root, words, state, { changed, relined });
  beside(root, words, all);
  restore();
  draw();
}
