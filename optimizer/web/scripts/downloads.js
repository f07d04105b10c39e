// Downloads, and why there is none.
"use strict";

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
