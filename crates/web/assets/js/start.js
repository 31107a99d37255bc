// Switches on what the design systems improve with scripts, and the keeping of answers.
import { initAll as startGovuk } from "./govuk.js";
import { initAll as startMoj } from "./moj.js";
import { startIdle } from "./idle.js";
import { startKeeping } from "./keep.js";
import { startPasskey } from "./passkey.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
startGovuk();
startMoj();
document.querySelectorAll("form[data-keep]").forEach(startKeeping);
document.querySelectorAll("form[data-passkey]").forEach(startPasskey);
startIdle();
