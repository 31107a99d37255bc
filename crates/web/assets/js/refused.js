// A page with which a refused form was answered has no address of its own: whoever goes back to it would be asked by the
// browser whether to send the form again. So its place in the history leads to what was typed: to the form itself where
// answers are kept as they are typed, else to what is kept for whoever wrote it. Nothing is left in the browser.
import { attribute, dataset, find, listen, method } from "./dom.js";
import { asItWouldBeSent } from "./idle.js";

export function startRefused() {
  const form = document.querySelector(".govuk-error-summary") && [...document.forms].find(isRefused);
  if (!form) return;
  // A form without an address goes to that of its page, which it would lose here.
  for (const other of document.forms) {
    if (attribute(other, "action") === null) other.setAttribute("action", location.pathname + location.search);
  }
  const { keep } = dataset(form);
  const token = document.querySelector('meta[name="csrf"]');
  if (keep || !token) return history.replaceState(null, "", location.href);
  if (!isWritten(form)) return history.replaceState(null, "", document.querySelector(".govuk-back-link")?.pathname ?? "/");
  let sent = false;
  history.replaceState(null, "", "/held?coming=yes");
  listen(form, "submit", () => (sent = true));
  window.addEventListener("pagehide", () => {
    if (!sent) navigator.sendBeacon("/held/aside", new URLSearchParams({ ...asItWouldBeSent(form), why: "refused" }));
  });
}

// The form that this page answers: it goes to the address of the page. A password is put aside nowhere.
function isRefused(form) {
  const to = new URL(attribute(form, "action") || location.href, location.href);
  const secret = find(form, 'input[type="password"]') || dataset(form).passkey;
  return method(form) === "post" && to.pathname === location.pathname && !secret;
}

function isWritten(form) {
  return [...new FormData(form)].some(([name, value]) => name !== "csrf" && name !== "seen" && String(value).trim() !== "");
}
