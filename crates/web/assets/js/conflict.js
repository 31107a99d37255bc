// Two people answered the same question. Shows both answers beside the field; the person chooses.
import { inWords } from "./answers.js";

let count = 0;

export function showConflict(group, { yours, theirs }, choose) {
  removeConflict(group);
  count += 1;
  const box = element("div", "app-conflict", { role: "group", "aria-labelledby": `conflict-${count}` });
  const heading = element("h3", "govuk-heading-s", { id: `conflict-${count}` }, "Someone else changed this answer");
  const answers = element("dl", "app-conflict__answers");
  answers.append(pair("Your answer", inWords(group, yours)), pair("Their answer", inWords(group, theirs)));
  const buttons = element("div", "govuk-button-group");
  buttons.append(
    button("Keep mine", "govuk-button", () => choose("mine")),
    button("Use theirs", "govuk-button govuk-button--secondary", () => choose("theirs")),
  );
  box.append(heading, answers, buttons);
  group.append(box);
}

export const removeConflict = (group) => group.querySelector(":scope > .app-conflict")?.remove();

function pair(term, text) {
  const box = element("div");
  box.append(element("dt", "", {}, term), element("dd", "", {}, text));
  return box;
}

function button(text, classes, press) {
  const made = element("button", classes, { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

function element(name, classes = "", attributes = {}, text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
