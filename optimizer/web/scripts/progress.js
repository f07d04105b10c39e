// How far the window's work is.
"use strict";

let gone = false;
function lost() {
  if (!gone) trouble(body.dataset.lost);
}
const WAITS = { start: [], check: ["check"], answer: ["answer"], what_if: [], negotiate: ["negotiate"], download: [] };
function listen() {
  let before = null;
  const source = new EventSource(`${base}/events`);
  source.onmessage = (event) => {
    const all = JSON.parse(event.data), jobs = Object.fromEntries(all.map((job) => [job.name, job]));
    writing(all);
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
  if (name === "check" && !$("[data-stay]")) location.replace(`${base}/answer`);
  else location.reload();
}
function show(element, job) {
  const words = $("[data-words]", element);
  if (!job || !words) return;
  const counted = job.count > 0;
  words.textContent = counted ? body.dataset.counted.replace("{words}", job.words).replace("{number}", job.number).replace("{count}", job.count) : job.words;
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
