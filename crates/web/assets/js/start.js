// Switches on what the design systems improve with scripts, and the keeping of answers.
import { initAll as startGovuk } from "./govuk.js";
import { initAll as startMoj } from "./moj.js";
import { startIdle } from "./idle.js";
import { startKeeping } from "./keep.js";
import { startPasskey } from "./passkey.js";
import { startRefused } from "./refused.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
startGovuk();
startMoj();
document.querySelectorAll("form[data-keep]").forEach(startKeeping);
document.querySelectorAll("form[data-passkey]").forEach(startPasskey);
startRefused();
startIdle();
// Whoever is led to what is wrong reads it from its first line: a long one is brought into the middle by the browser.
document.querySelector(".govuk-error-summary")?.scrollIntoView();
