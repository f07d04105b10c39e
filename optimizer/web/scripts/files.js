// Files as they are dropped or chosen.
"use strict";

async function send(files) {
  if (!files.length) return;
  trouble("");
  forgetting();
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
  follow(await post(`${base}/read`, { drop, step: body.dataset.step }));
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
