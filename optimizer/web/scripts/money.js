// Exact money: whole minor units in BigInt, along a curve.
"use strict";

// Amounts are whole minor units in BigInt; a price times its factor is rounded once, half up.
// A number as people type it, its groups apart where that can be read one way only: "12,500" could be
// twelve and a half, or twelve thousand and five hundred, and so is none.
function decimal(text) {
  let plain = String(text).trim().replace(/(?<=\d)[\s\u00a0\u202f'\u2019](?=\d{3}(?!\d))/g, "");
  if (/^[1-9]\d{0,2}(,\d{3})+\.\d+$/.test(plain) || /^[1-9]\d{0,2}(,\d{3}){2,}$/.test(plain)) plain = plain.replaceAll(",", "");
  else if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(plain) || /^[1-9]\d{0,2}(\.\d{3}){2,}$/.test(plain)) plain = plain.replaceAll(".", "");
  else if (/^[1-9]\d{0,2},\d{3}$/.test(plain)) return null;
  const found = /^(\d{1,15})(?:[.,](\d{1,12}))?$/.exec(plain);
  return found ? { units: BigInt(found[1] + (found[2] || "")), places: (found[2] || "").length, text: found[1] + (found[2] ? "." + found[2] : "") } : null;
}
// What is typed in a field; one that is no number is marked, and said once it is left.
function typedIn(input) {
  const found = decimal(input.value);
  input.toggleAttribute("aria-invalid", Boolean(input.value.trim()) && !found);
  return found;
}
function explained(input) {
  input.addEventListener("change", () => trouble(input.hasAttribute("aria-invalid") ? body.dataset.number.replace("{text}", input.value) : ""));
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
  if (curve.dated) {
    if (value === Number(curve.price)) return { segment, cost: BigInt(curve.today) };
    const low = Number(segment.low), width = Number(segment.high) - low, start = Number(segment.cost);
    return { segment, cost: BigInt(Math.round(start + (width ? (value - low) / width : 0) * (Number(segment.end) - start))) };
  }
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
