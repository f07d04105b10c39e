// Downloads: what has been asked for comes, on whichever step one then is; or why there is none.
"use strict";

const AWAITED = `downloads ${base}`;
function awaited() {
  try { return JSON.parse(sessionStorage.getItem(AWAITED)) ?? []; } catch { return []; }
}
function expecting(href, on) {
  const others = awaited().filter((each) => each !== href);
  sessionStorage.setItem(AWAITED, JSON.stringify(on ? [...others, href] : others));
}
async function download(href, link) {
  trouble("");
  link?.setAttribute("aria-busy", "true");
  expecting(href, true);
  let answer;
  // Where the page is left meanwhile, the next one asks again.
  try { answer = await fetch(href); } catch { if (!leaving) { expecting(href, false); lost(); } return; }
  try {
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
    link?.removeAttribute("aria-busy");
    if (!leaving) expecting(href, false);
  }
}
let leaving = false;
for (const kind of ["beforeunload", "pagehide"]) window.addEventListener(kind, () => { leaving = true; });
// A page that comes back from the browser's memory goes on.
window.addEventListener("pageshow", () => { leaving = false; });
// With another workbook nothing is awaited any more.
function forgetting() { sessionStorage.removeItem(AWAITED); }
function downloads() {
  for (const href of awaited()) download(href);
}
// What is written now is said on every step.
function writing(jobs) {
  const line = $("#writing"), job = jobs.find((each) => each.name.startsWith("write ") && each.state === "running");
  const button = $("button", line);
  if (line.hidden) button.disabled = false;
  line.hidden = !job;
  if (!job) { delete button.dataset.stop; return; }
  $("b", line).textContent = job.title;
  $("[data-time]", line).textContent = job.time;
  button.dataset.stop = job.name;
}
