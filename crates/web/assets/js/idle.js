// Clears this page when the sign-in under which it was made has run out, with nobody there or no connection too. What
// was typed and not sent is first put aside for whoever typed it; whoever is still there is not cleared at all.

import { attribute, dataset, elements, find, method } from "./dom.js";

// As the service counts it; a test compares the two.
const IDLE = 15 * 60 * 1000;
// Whoever types, presses or scrolls is here: the service is told so, at most this often.
const TOLD = 60 * 1000;
const LOOK = 5 * 1000;
const AGAIN = 20 * 1000;
const HERE = ["input", "keydown", "pointerdown", "scroll"];
const CLEARED = "This page was cleared because you are signed out. What you had typed is kept for you.";

export function startIdle() {
  const token = document.querySelector('meta[name="csrf"]');
  if (!token) return;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("work") : undefined;
  let told = Date.now();
  let cleared = false;

  // Another page of the same browser was used, or signed out.
  tabs?.addEventListener("message", ({ data }) => {
    if (data === "out") clear();
    else told = Date.now();
  });
  tabs?.postMessage("used");
  document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => tabs?.postMessage("out"));
  window.addEventListener("leaving", () => tabs?.postMessage("out"));

  for (const event of HERE) window.addEventListener(event, here, { capture: true, passive: true });
  for (const event of ["pageshow", "focus"]) window.addEventListener(event, look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK);

  function look() {
    if (Date.now() - told >= IDLE) clear();
  }

  async function here() {
    look();
    if (cleared || Date.now() - told < TOLD) return;
    const before = told;
    told = Date.now();
    const said = await post("/account/here", { csrf: token.content }).catch(() => undefined);
    if (said?.ok) tabs?.postMessage("used");
    else told = Math.min(told, before + TOLD);
  }

  function clear() {
    if (cleared) return;
    cleared = true;
    const left = [...document.forms].filter(isWritten).map(asItWouldBeSent);
    const words = document.createElement("p");
    words.textContent = CLEARED;
    document.body.replaceChildren(words);
    token.remove();
    document.title = "Work";
    putAside(left);
  }
}

const post = (place, fields) =>
  fetch(place, { method: "POST", body: new URLSearchParams(fields), redirect: "error", keepalive: true });

// What is put aside is held by the service, sealed; without a connection it waits in this script alone.
async function putAside(left) {
  const kept = left.length > 0;
  try {
    while (left.length > 0) {
      await post("/held/aside", left[0]);
      left.shift();
    }
  } catch {
    setTimeout(() => putAside(left), AGAIN);
    return;
  }
  location.replace(kept ? "/sign-in?kept=yes" : "/sign-in");
}

// A form in which something stands that nobody sent. Passwords are put aside nowhere, and what is kept as it is typed
// is kept already.
function isWritten(form) {
  const { passkey, keep, unkept } = dataset(form);
  if (method(form) !== "post" || passkey || find(form, 'input[type="password"]')) return false;
  if (keep && unkept === undefined) return false;
  return [...elements(form)].some(isChanged);
}

function isChanged(control) {
  if (["hidden", "submit", "button"].includes(control.type)) return false;
  if (["radio", "checkbox"].includes(control.type)) return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected);
  return "defaultValue" in control && control.value !== control.defaultValue;
}

export function asItWouldBeSent(form) {
  const to = new URL(attribute(form, "action") || location.href, location.href);
  return { to: to.pathname + to.search, form: new URLSearchParams(new FormData(form)).toString() };
}
