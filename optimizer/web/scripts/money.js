// Exact money: whole minor units in BigInt, along a curve.
"use strict";

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
