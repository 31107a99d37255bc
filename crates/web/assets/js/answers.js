// Reads and writes the answers of a form. A group is the element with data-seen around one question:
// its field is named by data-field, or else by its first control. An answer is a list of texts,
// because ticked boxes and the three parts of a date are one answer.

import { findAll } from "./dom.js";

const controls = (group) => [...group.querySelectorAll("input[name], select[name], textarea[name]")];

export const groups = (form) => [...findAll(form, "[data-seen]")];

export const fieldOf = (group) => group.dataset.field ?? controls(group)[0]?.name;

export function readAnswer(group) {
  return controls(group)
    .filter((control) => control.type !== "hidden")
    .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
    .map((control) => control.value);
}

export function writeAnswer(group, values) {
  const texts = [...values];
  for (const control of controls(group)) {
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (control.type !== "hidden") control.value = texts.shift() ?? "";
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// The words that a person chose, not the codes behind them.
export function inWords(group, values) {
  const words = values.map((value) => {
    const choice = controls(group).find((c) => ["radio", "checkbox"].includes(c.type) && c.value === value);
    const option = [...group.querySelectorAll("option")].find((o) => o.value === value);
    return (choice?.labels?.[0] ?? option)?.textContent.trim() ?? value;
  });
  const filled = words.filter((word) => word !== "");
  return filled.length > 0 ? filled.join(" ") : "No answer";
}

export const same = (one, other) => one.length === other.length && one.every((text, at) => text === other[at]);
