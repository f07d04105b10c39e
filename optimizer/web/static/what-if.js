// What if: prices along exact curves, levers, and what is kept.
"use strict";

function whatIf() {
  const root = $("#try");
  if (!root) return;
  const words = JSON.parse(root.dataset.words);
  const today = { offer: root.dataset.first, prices: {}, counts: {}, factor: "", without: [], by: {}, budget: null };
  const state = { ...today, curve: null, asked: 0, solving: 0 };
  const kept = `what-if ${base}`;
  // What has been tried lives in this browser tab, so that a reload loses nothing.
  function restore() {
    try { Object.assign(state, JSON.parse(sessionStorage.getItem(kept)) ?? {}); } catch { /* nothing kept */ }
    if (!$(`.pick[data-offer="${CSS.escape(state.offer)}"]`, root)) state.offer = today.offer;
    for (const box of $$("[data-without]", root)) box.checked = !state.without.includes(box.dataset.without);
    for (const input of $$("[data-count]", root)) input.value = state.counts[input.dataset.count] ?? input.dataset.was;
    if (state.factor) $("[data-factor]", root).value = state.factor;
    if (state.budget !== null) $("#budget-line").value = state.budget;
    for (const [name, value] of Object.entries(state.prices)) priced(name, value);
    rules();
  }
  function save() {
    const { offer, prices, counts, factor, without, by, budget } = state;
    sessionStorage.setItem(kept, JSON.stringify({ offer, prices, counts, factor, without, by, budget }));
  }
  const slider = $("#slide"), price = $("#price");
  let abort = null;

  function others(except) {
    const changes = [];
    for (const name of state.without) changes.push(["Without offer", name, null]);
    for (const [name, value] of Object.entries(state.counts)) changes.push(["Count", name, value]);
    if (state.factor) changes.push(["Count factor", "*", state.factor]);
    for (const [name, value] of Object.entries(state.by)) changes.push(["License by", name, value]);
    for (const [name, value] of Object.entries(state.prices)) if (name !== except) changes.push(["Price", name, value]);
    return changes;
  }
  const all = () => [...others(""), ...(state.budget === null ? [] : [["Budget", "", state.budget]])];
  function busy(on) { $("#busy").hidden = !on; $("#charts").classList.toggle("waiting", on); }

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
    busy(true);
    let answer;
    try {
      answer = await post(`${base}/what-if/curve`, { offer: state.offer, changes: others(state.offer) }, abort.signal);
    } catch { return; }
    if (mine !== state.asked) return;
    busy(false);
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
    if (all().length) changes();
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
    figures(cost);
    marker(curve, Number(typed.text), cost, segment.quantity);
    if (quietly) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => changes(), 250);
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
    const top = Number(curve.top), digits = curve.digits;
    const costs = curve.segments.flatMap((s) => [[Number(s.low), Number(s.cost)], [Number(s.high), Number(s.end)]]);
    const counts = curve.segments.flatMap((s) => [[Number(s.low), s.quantity], [Number(s.high), s.quantity]]);
    const values = costs.map((c) => c[1]);
    if (curve.budget !== null) {
      const b = Number(curve.budget), low = Math.min(...values), high = Math.max(...values);
      if (b > low - (high - low) && b < high + (high - low)) values.push(b);
    }
    state.cost = axis(Math.min(...values), Math.max(...values), false);
    state.count = axis(0, Math.max(1, ...counts.map((c) => c[1])), true);
    plot($("#cost-chart"), costs, top, state.cost, (v) => money(BigInt(Math.round(v)), digits).replace(/\.0+$/, ""), false,
      curve.budget !== null ? Number(curve.budget) : null);
    plot($("#count-chart"), counts, top, state.count, (v) => grouped(v, 0), true, null);
    const xs = $("#count-chart .xs");
    xs.replaceChildren(...[0, 1, 2, 3].map((i) => {
      const span = label(grouped(top * i / 3, top < 10 ? digits : 0) + (i === 3 ? "\u00a0" + curve.currency : ""));
      span.style.setProperty("--x", `${100 * i / 3}%`);
      return span;
    }));
    $("#cost-chart").setAttribute("aria-label", `${curve.offer}: ` + curve.segments.map((s) => `${s.low}: ${money(BigInt(s.cost), digits)}`).slice(0, 12).join("; "));
    $("#count-chart").setAttribute("aria-label", `${curve.offer}: ` + curve.segments.map((s) => `${s.low}: ${s.quantity}`).slice(0, 12).join("; "));
    turns(curve);
  }
  function axis(low, high, fromNought) {
    if (high === low) { high += 1; if (!fromNought) low -= 1; }
    const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= rough);
    const start = Math.floor(low / step) * step, end = Math.ceil(high / step) * step;
    const ticks = [];
    for (let v = start; v <= end + step / 2; v += step) ticks.push(v);
    return { start, end, ticks, y: (v) => 100 * (1 - (v - start) / (end - start)) };
  }
  function plot(figure, points, top, axis_, words_, filled, budget) {
    const x = (v) => top ? (100 * v / top).toFixed(3) : 0, y = (v) => axis_.y(v).toFixed(3);
    const area = $(".area", figure);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    const line = (kind, d) => {
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("class", kind);
      path.setAttribute("d", d);
      svg.append(path);
    };
    for (const tick_ of axis_.ticks) line("gridline", `M0 ${y(tick_)}H100`);
    if (budget !== null && budget >= axis_.start && budget <= axis_.end) line("budget-line", `M0 ${y(budget)}H100`);
    const d = points.map(([px, py], i) => `${i ? "L" : "M"}${x(px)} ${y(py)}`).join(" ");
    if (filled) line("under", `${d} L100 100 L0 100Z`);
    line("curve", d);
    area.replaceChildren(svg);
    if (budget !== null && budget >= axis_.start && budget <= axis_.end) {
      const word = label(words.budget);
      word.className = "word end";
      word.style.setProperty("--y", `calc(${y(budget)}% + 4px)`);
      area.append(word);
    }
    $(".ys", figure).replaceChildren(...axis_.ticks.map((v) => {
      const span = label(words_(v));
      span.style.setProperty("--y", `${y(v)}%`);
      return span;
    }));
  }
  function label(text) { const span = document.createElement("span"); span.textContent = text; return span; }
  function dot(area, kind, x, y) {
    const span = document.createElement("span");
    span.className = kind;
    span.style.setProperty("--x", `${x}%`);
    span.style.setProperty("--y", `${y}%`);
    area.append(span);
    return span;
  }
  function marker(curve, value, cost, quantity) {
    const top = Number(curve.top), x = 100 * value / top, was = 100 * Number(curve.price) / top;
    const right = x > 62;
    for (const [id, axis_, here, before, text] of [
      ["#cost-chart", state.cost, Number(cost), Number(curve.today), money(cost, curve.digits)],
      ["#count-chart", state.count, quantity, curve.quantity, `${grouped(quantity, 0)} ${words.bought}`],
    ]) {
      const area = $(".area", $(id));
      for (const old of $$(".dot, .guide, .word:not(.end)", area)) old.remove();
      dot(area, "guide", x, 0);
      dot(area, "dot was", was, axis_.y(before));
      dot(area, "dot", x, axis_.y(here));
      const word = label(text);
      word.className = right ? "word left" : "word";
      word.style.setProperty("--x", right ? `calc(${x}% - 10px)` : `calc(${x}% + 10px)`);
      const y = axis_.y(here);
      word.style.setProperty("--y", y > 75 ? `calc(${y}% - 28px)` : `calc(${y}% + 18px)`);
      area.append(word);
    }
  }
  function turns(curve) {
    const now = curve.segments.find((s) => Number(curve.price) <= Number(s.high));
    const found = [];
    if (curve.budget !== null && curve.paid && curve.factor === "1") {
      const b = BigInt(curve.budget);
      for (const s of [...curve.segments].reverse()) {
        if (BigInt(s.cost) <= b) {
          let value = s.high;
          if (BigInt(s.end) > b && s.packs) {
            const room = (b - BigInt(s.rest)) / BigInt(s.packs);
            value = money(room, curve.digits).replaceAll(",", "");
          }
          if (BigInt(curve.today) > b) found.push([value, words.fits]);
          break;
        }
      }
    }
    const lower = [...curve.segments].reverse().find((s) => s.quantity > now.quantity);
    if (lower) found.push([lower.high, words.turn_more.replace("{count}", grouped(lower.quantity - now.quantity, 0))]);
    const none = curve.segments.find((s) => !s.quantity);
    if (none && now.quantity) found.push([none.low, words.turn_none]);
    $("#turns").replaceChildren(...found.map(([value, text]) => {
      const button = document.createElement("button");
      button.type = "button";
      const bold = document.createElement("b");
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
    shown.textContent = grouped(Number(text), Math.max(Number(root.dataset.digits), (text.split(".")[1] || "").length));
  }

  // What a curve does not hold: solved, and what is bought otherwise.
  async function changes() { await solve(true); }
  async function solve(quietly) {
    const mine = ++state.solving;
    if (!all().length) {
      $("#quantities").replaceChildren();
      return;
    }
    if (!quietly) busy(true);
    let answer;
    try { answer = await post(`${base}/what-if/solve`, { changes: all() }); } catch { return lost(); }
    if (mine !== state.solving) return;
    if (!quietly) busy(false);
    if (answer.error || answer.why) return trouble(answer.error || answer.why);
    trouble("");
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
  price.addEventListener("input", () => {
    const typed = decimal(price.value);
    price.toggleAttribute("aria-invalid", !typed);
    if (!typed) return;
    slider.value = typed.text;
    remember();
    move(false);
  });
  for (const pick of $$(".pick", root)) pick.addEventListener("click", () => { state.offer = pick.dataset.offer; draw(); });
  for (const box of $$("[data-without]", root)) {
    box.addEventListener("change", () => {
      const name = box.dataset.without;
      state.without = box.checked ? state.without.filter((each) => each !== name) : [...state.without, name];
      draw(); solve();
    });
  }
  for (const input of $$("[data-count]", root)) {
    input.addEventListener("change", () => {
      if (!/^\d{1,12}$/.test(input.value)) { input.value = input.dataset.was; }
      if (input.value === input.dataset.was) delete state.counts[input.dataset.count];
      else state.counts[input.dataset.count] = Number(input.value);
      draw(); solve();
    });
  }
  const factor = $("[data-factor]", root);
  factor?.addEventListener("change", () => {
    const typed = decimal(factor.value);
    state.factor = typed && Number(typed.text) !== 1 ? typed.text : "";
    if (!typed) factor.value = factor.dataset.was;
    draw(); solve();
  });
  const budget = $("#budget-line");
  budget.addEventListener("input", () => {
    const text = budget.value.trim().replaceAll(/[\s,](?=\d{3})/g, "");
    budget.toggleAttribute("aria-invalid", Boolean(text) && !decimal(text));
    state.budget = decimal(text) && Number(decimal(text).text) !== Number(budget.dataset.was || NaN) ? decimal(text).text : null;
    relined();
  });
  // Rules: a row of the workbook set free, or one given a rule.
  function rules() {
    for (const old of $$("[data-added]", root)) old.remove();
    for (const box of $$("[data-rule]", root)) box.checked = state.by[box.dataset.rule] === undefined;
    for (const [name, by] of Object.entries(state.by)) {
      if ($(`[data-rule="${CSS.escape(name)}"]`, root)) continue;
      const item = document.createElement("li"), words_ = document.createElement("span"), button = document.createElement("button");
      item.dataset.added = name;
      words_.textContent = `${name}: ${{ User: words.by_user, Device: words.by_device, Either: words.either }[by]}`;
      button.type = "button";
      button.className = "small plain";
      button.textContent = words.drop_rule;
      button.addEventListener("click", () => { delete state.by[name]; rules(); draw(); solve(); });
      item.append(words_, button);
      $("#rules").append(item);
    }
  }
  for (const box of $$("[data-rule]", root)) {
    box.addEventListener("change", () => {
      if (box.checked) delete state.by[box.dataset.rule]; else state.by[box.dataset.rule] = "Either";
      draw(); solve();
    });
  }
  $("#new-rule").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, by } = event.target.elements;
    if (!name.value.trim()) return;
    state.by[name.value.trim()] = by.value;
    name.value = "";
    rules(); draw(); solve();
  });
  function besides() {
    for (const box of $$("[data-beside]", root)) {
      const head = $(`#beside th[data-what="${CSS.escape(box.dataset.beside)}"]`);
      for (const cell of head ? $$(`#beside [data-col="${head.dataset.col}"]`) : []) cell.hidden = !box.checked;
    }
  }
  for (const box of $$("[data-beside]", root)) box.addEventListener("change", besides);
  $("#back").addEventListener("click", () => { sessionStorage.removeItem(kept); location.reload(); });
  const beside = $("#beside");
  async function table(path, value) {
    const answer = await post(path, value);
    if (answer.error || answer.why) return trouble(answer.error || answer.why);
    beside.innerHTML = answer.html;
    besides();
    rail();
  }
  $("#keep").addEventListener("click", () => table(`${base}/what-if/keep`, { changes: all() }).catch(lost));
  beside.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-drop]"), rename = event.target.closest("[data-rename]");
    if (drop) table(`${base}/what-if/drop`, { number: Number(drop.dataset.drop) }).catch(lost);
    if (rename) {
      const cell = rename.parentElement, before = [...cell.childNodes], input = document.createElement("input");
      input.type = "text";
      input.value = rename.dataset.name;
      input.setAttribute("aria-label", words.name_it);
      cell.replaceChildren(input);
      input.focus();
      input.addEventListener("keydown", (key) => {
        if (key.key === "Enter" && input.value.trim()) table(`${base}/what-if/drop`, { number: Number(rename.dataset.rename), name: input.value }).catch(lost);
        if (key.key === "Escape") { cell.replaceChildren(...before); rename.focus(); }
      });
    }
  });
  restore();
  draw();
}
