// Keeps answers while they are typed. Each changed answer is sent alone, with the version that this
// tab loaded, so that two people on one case never overwrite each other unseen. One request at a
// time: the answer to each carries the version that the next one must name.
import { fieldOf, groups, readAnswer, same, writeAnswer } from "./answers.js";
import { removeConflict, showConflict } from "./conflict.js";
import { append, dataset, elements, isConnected, listen, requestSubmit } from "./dom.js";

const PAUSE = 400;
const PATIENCE = 3000;
const SIGNED_OUT = "You are signed out. Sign in in another tab, then carry on here: nothing typed is lost";
const EXPIRED = "Not kept: this page has been open for a long time. Change any answer to try again";
const OFFLINE = "Not kept: there is no connection. What you typed is still on this page";
const FAILED = "Not kept: something went wrong. What you typed is still on this page";

export function startKeeping(form) {
  const kept = new Map(groups(form).map((group) => [group, readAnswer(group)]));
  const undecided = new Set();
  let timer = 0;
  let sending;
  let underWay;
  let waited = false;
  let submitted = false;
  let tokenIsOld = false;

  const changed = () => groups(form).filter((g) => !undecided.has(g) && !same(readAnswer(g), kept.get(g) ?? []));
  const later = () => {
    dataset(form).unkept = "";
    clearTimeout(timer);
    timer = setTimeout(() => (underWay = sending ? underWay : keep()), PAUSE);
  };

  async function keep() {
    sending = form;
    try {
      if (tokenIsOld) tokenIsOld = !(await renewToken(form));
      let group = tokenIsOld ? undefined : changed()[0];
      while (group && (await send(group))) group = changed()[0];
    } catch {
      say(OFFLINE, true);
    } finally {
      sending = undefined;
      if (changed().length === 0 && undecided.size === 0) delete dataset(form).unkept;
    }
  }

  // Whether to go on with the next changed answer.
  async function send(group) {
    sending = group;
    const values = readAnswer(group);
    const response = await fetch(dataset(form).keep, {
      method: "POST",
      body: body(form, group, values),
      headers: { Accept: "application/json" },
      keepalive: true,
      redirect: "error",
    });
    if (response.ok) return accept(group, values, await response.json());
    if (response.status === 409) return ask(group, values, await response.json());
    tokenIsOld = response.status === 401 || response.status === 403;
    if (response.status === 401) say(SIGNED_OUT, true);
    else if (response.status === 403) say(EXPIRED, true);
    else say(await reason(response), true);
    return false;
  }

  function accept(group, values, { seen }) {
    kept.set(group, values);
    remember(form, group, seen);
    say(`Kept at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`, false);
    return true;
  }

  function ask(group, values, { theirs, seen }) {
    const theirAnswer = [theirs ?? []].flat();
    undecided.add(group);
    say("Not kept: someone else changed an answer on this page. Choose which one to keep", true);
    showConflict(group, { yours: values, theirs: theirAnswer }, (choice) => {
      remember(form, group, seen);
      kept.set(group, theirAnswer);
      undecided.delete(group);
      removeConflict(group);
      if (choice === "theirs") writeAnswer(group, theirAnswer);
      group.querySelector("input, select, textarea")?.focus();
      if (changed().length === 0) say("", false);
      later();
    });
    return true;
  }

  function lastChance() {
    if (tokenIsOld || submitted) return;
    // What is under way arrives by itself (keepalive); twice, it would look like someone else's answer.
    const left = changed().filter((group) => group !== sending);
    for (const group of left) navigator.sendBeacon(dataset(form).keep, body(form, group, readAnswer(group)));
  }

  listen(form, "input", later);
  listen(form, "change", later);
  window.addEventListener("online", later);
  window.addEventListener("pagehide", lastChance);
  window.addEventListener("leaving", () => {
    lastChance();
    submitted = true;
  });
  listen(form, "submit", (event) => {
    clearTimeout(timer);
    if (sending && !waited) return afterwards(event);
    submitted = true;
  });
  window.addEventListener("pageshow", () => (submitted = waited = false));

  // Sent before the answer under way came back, the form would name an old version, and what was typed
  // last would look like someone else's. Without an answer it is sent all the same.
  async function afterwards(event) {
    event.preventDefault();
    await Promise.race([underWay, new Promise((late) => setTimeout(late, PATIENCE))]);
    if (submitted) return;
    waited = true;
    requestSubmit(form, event.submitter);
  }
}

// The version goes into the hidden field too: sent whole, the form names the same version.
function remember(form, group, seen) {
  group.dataset.seen = seen;
  const name = `seen-${fieldOf(group)}`;
  const hidden = elements(form).namedItem(name) ?? append(form, document.createElement("input"));
  Object.assign(hidden, { type: "hidden", name, value: seen });
}

function body(form, group, values) {
  const sent = new URLSearchParams({
    csrf: elements(form).namedItem("csrf")?.value ?? "",
    field: fieldOf(group),
    seen: group.dataset.seen,
  });
  values.forEach((value) => sent.append("value", value));
  return sent;
}

// Signing in again in another tab gives a new token; this page takes it over without being reloaded.
async function renewToken(form) {
  const response = await fetch(location.href, { redirect: "error" }).catch(() => undefined);
  if (!response?.ok) return say(SIGNED_OUT, true);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector('meta[name="csrf"]')?.content;
  if (!token) return say(SIGNED_OUT, true);
  document.querySelectorAll('input[name="csrf"]').forEach((input) => (input.value = token));
  document.querySelector('meta[name="csrf"]')?.setAttribute("content", token);
  return isConnected(form);
}

// The service says in one sentence why; without one we say that something went wrong.
async function reason(response) {
  const said = await response.json().catch(() => ({}));
  return typeof said.message === "string" ? `Not kept: ${said.message}` : FAILED;
}

function say(text, isProblem) {
  const status = document.getElementById("app-status");
  if (!status) return false;
  status.classList.toggle("app-status--problem", isProblem);
  if (status.textContent !== text) status.textContent = text;
  return false;
}
