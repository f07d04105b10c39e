// A curve as two charts: the cost above, how many are bought below, on one axis of prices.
"use strict";

// Draws both; what is answered turns values into heights for the marker.
function drawCurve(curve, words) {
  const top = Number(curve.top), digits = curve.digits;
  const budget = curve.budget === null ? null : Number(curve.budget);
  const costs = curve.segments.flatMap((s) => [[Number(s.low), Number(s.cost)], [Number(s.high), Number(s.end)]]);
  const counts = curve.segments.flatMap((s) => [[Number(s.low), s.quantity], [Number(s.high), s.quantity]]);
  const values = costs.map((c) => c[1]);
  if (budget !== null) {
    const low = Math.min(...values), high = Math.max(...values);
    if (budget > low - (high - low) && budget < high + (high - low)) values.push(budget);
  }
  const axes = {
    cost: axis(Math.min(...values), Math.max(...values), false),
    count: axis(0, Math.max(1, ...counts.map((c) => c[1])), true, true),
  };
  // Amounts too long for their place stand in millions, and the caption says so.
  const million = 10 ** (digits + 6), large = Math.max(...values) >= 10 * million;
  const amount = (v) => large ? String(Math.round(100 * v / million) / 100).replace(/\B(?=(\d{3})+(?!\d|\.))/g, ",") : money(BigInt(Math.round(v)), digits).replace(/\.0+$/, "");
  $("#cost-chart .cap").textContent = (large ? words.cost_millions : words.cost_plain).replace("{currency}", curve.currency);
  plot($("#cost-chart"), costs, top, axes.cost, { amount, budget, word: budget === null ? "" : `${words.budget} ${money(BigInt(curve.budget), digits)}` });
  plot($("#count-chart"), counts, top, axes.count, { amount: (v) => grouped(v, 0), filled: true });
  // Round prices along the axis; the last of them gives way to the end, which names the currency.
  const wide = $("#count-chart .area").clientWidth || 600, room = 1 - (60 + 8 * grouped(top, 0).length + 8 * curve.currency.length) / wide;
  const round = axis(0, top, true).ticks.filter((v) => v < room * top), places = round.some((v) => v % 1) ? Math.max(digits, decimals(round[1] ?? 0)) : 0;
  $("#count-chart .xs").replaceChildren(...[...round, top].map((v, i, all) => {
    const last = i === all.length - 1, span = label(grouped(v, last && v % 1 ? Math.max(digits, decimals(v)) : places) + (last ? "\u00a0" + curve.currency : ""));
    span.style.setProperty("--x", `${top ? 100 * v / top : 0}%`);
    return span;
  }));
  const told = (value) => `${curve.offer}: ` + curve.segments.map((s) => `${s.low}: ${value(s)}`).slice(0, 12).join("; ");
  $("#cost-chart").setAttribute("aria-label", told((s) => money(BigInt(s.cost), digits)));
  $("#count-chart").setAttribute("aria-label", told((s) => s.quantity));
  return axes;
}
// How many decimals a number has.
function decimals(value) { return (String(value).split(".")[1] || "").length; }
function axis(low, high, fromNought, whole = false) {
  if (high === low) { high += 1; if (!fromNought) low -= 1; }
  const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const steps = (whole ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10]).map((f) => f * power);
  const step = whole ? Math.max(1, steps.find((s) => s >= rough)) : steps.find((s) => s >= rough);
  const start = Math.floor(low / step) * step, end = Math.ceil(high / step) * step;
  const ticks = [];
  for (let v = start; v <= end + step / 2; v += step) ticks.push(v);
  return { start, end, ticks, y: (v) => 100 * (1 - (v - start) / (end - start)) };
}
function plot(figure, points, top, axis_, { amount, filled = false, budget = null, word = "" }) {
  const x = (v) => top ? (100 * v / top).toFixed(3) : 0, y = (v) => axis_.y(v).toFixed(3);
  const area = $(".area", figure), shown = budget !== null && budget >= axis_.start && budget <= axis_.end;
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
  if (shown) line("budget-line", `M0 ${y(budget)}H100`);
  const d = points.map(([px, py], i) => `${i ? "L" : "M"}${x(px)} ${y(py)}`).join(" ");
  if (filled) line("under", `${d} L100 100 L0 100Z`);
  line("curve", d);
  area.replaceChildren(svg);
  if (shown) {
    const span = label(word);
    span.className = "word end";
    span.style.setProperty("--y", `calc(${y(budget)}% + 4px)`);
    area.append(span);
  }
  $(".ys", figure).replaceChildren(...axis_.ticks.map((v) => {
    const span = label(amount(v));
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
// Today's price as a hollow dot, the one tried as a filled one with a line through both charts.
function drawMarker(curve, axes, { value, cost, quantity }, words) {
  const top = Number(curve.top), x = 100 * value / top, was = 100 * Number(curve.price) / top;
  const [at, price] = [value, Number(curve.price)].map((v) => grouped(v, Math.max(curve.digits, decimals(v))));
  const moved = at !== price, apart = Math.abs(x - was) > 4;
  const fill = (text, blanks) => Object.entries(blanks).reduce((said, [name, value_]) => said.replace(`{${name}}`, value_), text);
  for (const [id, axis_, here, before, text, today] of [
    ["#cost-chart", axes.cost, Number(cost), Number(curve.today), moved ? fill(curve.dated ? words.about : words.at, { amount: money(cost, curve.digits), price: at }) : money(cost, curve.digits), fill(words.today_at, { amount: money(BigInt(curve.today), curve.digits), price })],
    ["#count-chart", axes.count, quantity, curve.quantity, fill(moved ? words.bought_at : words.bought, { count: grouped(quantity, 0), price: at, today: grouped(curve.quantity, 0) }), ""],
  ]) {
    const area = $(".area", $(id));
    for (const old of $$(".dot, .guide, .word:not(.end)", area)) old.remove();
    dot(area, "guide", x, 0);
    dot(area, "dot was", was, axis_.y(before));
    dot(area, "dot", x, axis_.y(here));
    noted(area, text, x, axis_.y(here), axis_.y(here) > 75 ? -28 : 18);
    if (today && apart) noted(area, today, was, axis_.y(before), axis_.y(before) > 10 ? -28 : 18, "word then");
  }
}
// Words beside a point, on the side where there is room.
function noted(area, text, x, y, down, kind = "word") {
  const word = label(text), right = x > 55;
  word.className = right ? `${kind} left` : kind;
  word.style.setProperty("--x", right ? `calc(${x}% - 10px)` : `calc(${x}% + 10px)`);
  word.style.setProperty("--y", `calc(${y}% ${down < 0 ? "-" : "+"} ${Math.abs(down)}px)`);
  area.append(word);
}
// Prices at which something turns: the budget fits, more is bought, none is.
function turningPoints(curve, words) {
  const now = curve.segments.find((s) => Number(curve.price) <= Number(s.high)), found = [];
  if (curve.budget !== null && curve.paid && curve.factor === "1" && BigInt(curve.today) > BigInt(curve.budget)) {
    const b = BigInt(curve.budget), fits = [...curve.segments].reverse().find((s) => BigInt(s.cost) <= b);
    if (fits) {
      const room = BigInt(fits.end) > b && fits.packs;
      found.push([room ? money((b - BigInt(fits.rest)) / BigInt(fits.packs), curve.digits).replaceAll(",", "") : fits.high, words.fits]);
    }
  }
  const lower = [...curve.segments].reverse().find((s) => s.quantity > now.quantity);
  if (lower) found.push([lower.high, words.turn_more.replace("{count}", grouped(lower.quantity - now.quantity, 0))]);
  const none = curve.segments.find((s) => !s.quantity);
  if (none && now.quantity) found.push([none.low, words.turn_none]);
  return found;
}
