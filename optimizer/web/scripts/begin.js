// What a page begins with; the last of the scripts.
"use strict";

place();
dropping();
listen();
lists();
departments();
whatIf();
negotiating();
importing();
choosing();
downloads();
for (const button of $$("[data-sample]")) {
  button.addEventListener("click", async () => {
    forgetting();
    follow(await post(`${base}/sample`, { name: button.dataset.sample }).catch(() => ({ error: body.dataset.lost })));
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-download]");
  if (link) { event.preventDefault(); download(link.href, link).catch(lost); }
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
early.begun = true;
for (const what of early.clicked) what.click();
