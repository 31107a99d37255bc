// Leaves this page at once. The design system's own script assigns location.href, so that the Back
// button returns here; this one replaces the entry, hides the page first and ends the session.
// It is a classic script in the head: it works before the rest of the page has arrived.
"use strict";
(() => {
  const WITHIN = 5000;
  let presses = 0;
  let firstPress = 0;
  let shiftWasHeld = false;
  let left = false;

  const button = () => document.querySelector(".govuk-js-exit-this-page-button");

  function leave() {
    left = true;
    document.documentElement.classList.add("app-left");
    try {
      // What was typed in the last moment is kept while the session still counts.
      window.dispatchEvent(new Event("leaving"));
      const token = document.querySelector('meta[name="csrf"]')?.content ?? "";
      navigator.sendBeacon("/exit", new URLSearchParams({ csrf: token }));
    } catch {
      // Leaving must not wait for, or depend on, anything.
    }
    location.replace(button()?.dataset.exitTo ?? "about:blank");
  }

  function onClick(event) {
    if (!event.target.closest?.(".govuk-js-exit-this-page-button")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  }

  // The same rule as the design system's, which shows the three lights: Shift alone, three times.
  function onKeyup(event) {
    const alone = event.key === "Shift" && !shiftWasHeld;
    shiftWasHeld = event.shiftKey;
    if (!alone) {
      presses = 0;
      return;
    }
    if (presses === 0 || event.timeStamp - firstPress > WITHIN) {
      presses = 0;
      firstPress = event.timeStamp;
    }
    presses += 1;
    if (presses === 3 && button()) {
      event.stopImmediatePropagation();
      leave();
    }
  }

  // On window and in the capture phase: before every listener of the design system.
  window.addEventListener("click", onClick, true);
  window.addEventListener("keyup", onKeyup, true);
  // A page that the browser kept in memory must not show itself again.
  window.addEventListener("pageshow", (event) => {
    if (left && event.persisted) leave();
  });
})();
