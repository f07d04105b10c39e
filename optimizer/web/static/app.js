// The page's own script: it sends files, shows how far work is, and moves prices along exact curves.
"use strict";

const body = document.body;
const base = body.dataset.base;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/* ------------------------------------------------------------------ places and widths */
// Widths and places stand in data attributes, since the page allows no inline style.
const VARIABLES = { w: "--w", x: "--x", a: "--a", b: "--b", n: "--n", y: "--y" };
function place(within = document) {
  for (const [name, variable] of Object.entries(VARIABLES)) {
    for (const element of $$(`[data-${name}]`, within)) {
      element.style.setProperty(variable, element.dataset[name]);
    }
  }
}

/* ------------------------------------------------------------------ asking */
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

/* ------------------------------------------------------------------ files */
async function send(files) {
  if (!files.length) return;
  trouble("");
  const title = $("#drop-title");
  const drop = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => (n % 36).toString(36)).join("");
  // The older file first: of two plans it is the one that the other is compared with.
  files.sort((a, b) => a.file.lastModified - b.file.lastModified);
  for (const { file, path } of files) {
    if (title) title.textContent = $("#drop").dataset.uploading.replace("{name}", file.name);
    const answer = await fetch(`${base}/file?drop=${drop}&name=${encodeURIComponent(path)}`, { method: "PUT", body: file });
    const said = await answer.json();
    if (said.error) return trouble(said.error);
  }
  follow(await post(`${base}/read`, { drop }));
}
// Files as they were chosen, and those in folders that were dropped, each with its way in the folder.
function chosen(files) {
  return [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}
async function inside(entry) {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [{ file, path: entry.fullPath.replace(/^\//, "") || file.name }];
  }
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const each of some) found.push(...await inside(each));
  }
  return found;
}
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return chosen(transfer.files);
  return (await Promise.all(entries.map(inside))).flat();
}
function dropping() {
  const input = $("#file");
  if (!input) return;
  input.addEventListener("change", () => send(chosen(input.files)).catch(lost));
  const zone = $("#drop");
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      zone?.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone?.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone?.classList.remove("over");
    dropped(event.dataTransfer).then(send).catch(lost);
  });
}

/* ------------------------------------------------------------------ how far work is */
let gone = false;
function lost() {
  if (!gone) trouble(body.dataset.lost);
}
const WAITS = { start: [], check: ["check"], answer: ["answer"], what_if: [], negotiate: ["negotiate"], download: [] };
function listen() {
  let before = null;
  const source = new EventSource(`${base}/events`);
  source.onmessage = (event) => {
    const jobs = Object.fromEntries(JSON.parse(event.data).map((job) => [job.name, job]));
    for (const element of $$("[data-job]")) show(element, jobs[element.dataset.job]);
    const step = body.dataset.step;
    if (before) {
      if (Object.keys(before).some((name) => !(name in jobs) && $(`[data-job="${name}"]`))) return location.reload();
      for (const [name, job] of Object.entries(jobs)) {
        const was = before[name];
        if ((!was || was.state === "running") && job.state !== "running" && ["check", "answer", "negotiate", "import", "compare", "quotes"].includes(name)) {
          if (name === "check" && step === "check" && job.state === "done") return settle("check");
          if (WAITS[step]?.includes(name) || $(`[data-job="${name}"]`)) return location.reload();
          rail();
        }
      }
    } else {
      for (const element of $$("[data-job]")) {
        const job = jobs[element.dataset.job];
        if ($("[data-stop]", element) && job && job.state !== "running") return settle(element.dataset.job);
      }
    }
    before = jobs;
  };
  window.addEventListener("pagehide", () => source.close());
}
// A workbook without problems goes on to its answer by itself.
function settle(name) {
  if (name === "check") location.replace(`${base}/answer`);
  else location.reload();
}
function show(element, job) {
  const words = $("[data-words]", element);
  if (!job || !words) return;
  const counted = job.count > 0;
  words.textContent = counted ? `${job.words}: ${job.number} of ${job.count}` : job.words;
  $("[data-time]", element).textContent = job.time;
  const bar = $(".bar", element);
  bar.classList.toggle("open", !counted);
  if (counted) {
    bar.setAttribute("aria-valuenow", job.number);
    bar.setAttribute("aria-valuemax", job.count);
    $("i", bar).style.setProperty("--w", `${(100 * job.number) / job.count}%`);
  } else bar.removeAttribute("aria-valuenow");
  const list = $("[data-done]", element);
  if (list.children.length !== job.done.length) {
    list.replaceChildren(...job.done.map((text) => {
      const item = document.createElement("li");
      const span = document.createElement("span");
      span.textContent = text;
      item.append(tick(), span);
      return item;
    }));
  }
}
function tick() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const circle = document.createElementNS(svg.namespaceURI, "path");
  circle.setAttribute("d", "M10 1a9 9 0 110 18 9 9 0 010-18zm-1.3 12.2l5.5-6-1.4-1.3-4.2 4.5-1.6-1.6-1.4 1.4z");
  circle.setAttribute("fill", "currentColor");
  circle.setAttribute("fill-rule", "evenodd");
  svg.append(circle);
  return svg;
}
async function rail() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  $(".steps").replaceWith($(".steps", fresh));
}

/* ------------------------------------------------------------------ downloads */
async function download(link) {
  trouble("");
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) {
      const type = answer.headers.get("content-type") || "";
      return trouble(type.includes("json") ? (await answer.json()).error : await answer.text());
    }
    const name = /filename\*?=(?:utf-8'')?"?([^";]+)"?/i.exec(answer.headers.get("content-disposition") || "");
    const made = document.createElement("a");
    made.href = URL.createObjectURL(await answer.blob());
    made.download = name ? decodeURIComponent(name[1]) : "";
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

/* ------------------------------------------------------------------ who holds what */
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

/* ------------------------------------------------------------------ exact money */
// Amounts are whole minor units in BigInt; a price times its factor is rounded once, half up.
function decimal(text) {
  const found = /^\s*(\d{1,15})(?:[.,](\d{1,12}))?\s*$/.exec(text);
  return found ? { units: BigInt(found[1] + (found[2] || "")), places: (found[2] || "").length, text: found[1] + (found[2] ? "." + found[2] : "") } : null;
}
function packCost(curve, price) {
  const factor = decimal(curve.factor.slice(0, 30)) || exact(curve.factor);
  const scale = price.places + factor.places - curve.digits;
  const product = price.units * factor.units;
  if (scale <= 0) return product * 10n ** BigInt(-scale);
  const unit = 10n ** BigInt(scale);
  return (2n * product + unit) / (2n * unit);
}
function exact(text) {
  const [whole, part = ""] = text.split(".");
  return { units: BigInt(whole + part), places: part.length };
}
function at(curve, price) {
  const value = Number(price.text);
  const segment = curve.segments.find((each) => value <= Number(each.high)) || curve.segments.at(-1);
  const cost = BigInt(segment.rest) + BigInt(segment.packs) * packCost(curve, price);
  return { segment, cost };
}
function money(minor, digits) {
  const negative = minor < 0n;
  const text = (negative ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = digits ? text.slice(0, -digits) : text;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${negative ? "\u2212" : ""}${grouped}${digits ? "." + text.slice(-digits) : ""}`;
}
function grouped(value, digits) {
  return money(BigInt(Math.round(value * 10 ** digits)), digits);
}

/* ------------------------------------------------------------------ what if */
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

/* ------------------------------------------------------------------ negotiate */
function negotiating() {
  $("#ask")?.addEventListener("click", async () => follow(await post(`${base}/negotiate/begin`).catch(() => ({ error: body.dataset.lost }))));
  const form = $("#quote");
  if (!form) return;
  const curves = JSON.parse($("#curves").textContent), words = JSON.parse($(".quote").dataset.words);
  const [big, line, more] = $$(".reply p");
  function answer() {
    const curve = curves[Number(form.offer.value)], typed = decimal(form.price.value);
    if (!typed || Number(typed.text) > Number(curve.top)) {
      for (const each of [big, line, more]) each.textContent = "";
      return;
    }
    const { segment, cost } = at(curve, typed), saved = BigInt(curve.today) - cost;
    const amount = `${money(saved < 0n ? -saved : saved, curve.digits)}\u00a0${curve.currency}`;
    big.textContent = saved === 0n ? words.equal : (saved > 0n ? words.saved : words.dearer).replace("{amount}", amount);
    line.textContent = words.then.replace("{amount}", `${money(cost, curve.digits)}\u00a0${curve.currency}`);
    more.textContent = segment.quantity === curve.quantity ? "" : words.buys.replace("{count}", grouped(segment.quantity, 0)).replace("{before}", grouped(curve.quantity, 0));
  }
  form.offer.addEventListener("change", () => { form.price.value = curves[Number(form.offer.value)].price; answer(); });
  form.price.addEventListener("input", answer);
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

/* ------------------------------------------------------------------ exports */
function importing() {
  const form = $("#answers");
  const again = (answers) => post(`${base}/import/again`, answers).then(follow).catch(lost);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const named = (kind) => Object.fromEntries($$(`[data-${kind}]`, form).filter((each) => each.value.trim()).map((each) => [each.dataset[kind], each.value.trim()]));
    again({
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

/* ------------------------------------------------------------------ begin */
place();
dropping();
listen();
lists();
departments();
whatIf();
negotiating();
importing();
for (const button of $$("[data-sample]")) {
  button.addEventListener("click", async () => follow(await post(`${base}/sample`, { name: button.dataset.sample }).catch(() => ({ error: body.dataset.lost }))));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-download]");
  if (link) { event.preventDefault(); download(link).catch(lost); }
  const stop = event.target.closest("[data-stop]");
  if (stop) { stop.disabled = true; post(`${base}/stop`, { job: stop.dataset.stop }).catch(lost); }
});
$("#quit").addEventListener("click", async () => {
  const answer = await post("/quit").catch(() => ({}));
  gone = true;
  const line = document.createElement("p");
  line.className = "lead";
  line.textContent = answer.words || body.dataset.lost;
  $("main").replaceChildren(line);
});
