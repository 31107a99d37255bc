// Asks this device for a passkey. A form with data-passkey says which: "create" a new one, or "get" one that is
// there. What to ask comes from the server, at the form's address with /ask; the device's answer goes back in the
// form's field "answer". Everything that the standard calls a buffer travels as base64url.

import { attribute, dataset, elements, find, listen, submit } from "./dom.js";

const SAYS = {
  NotAllowedError: "The device gave no passkey: it was stopped, took too long, or has none for here. Try again",
  InvalidStateError: "There is a passkey of yours on this device already. Use that one, or another device",
  SecurityError: "Passkeys do not work at this address",
  NotSupportedError: "This device cannot keep a passkey. Use another device or a security key",
};
const NO_SUPPORT = "This browser cannot use passkeys. Use another way, or another browser";
const NOT_ASKED = "We could not ask for a passkey. Reload the page and try again";

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function options(publicKey) {
  const { user, excludeCredentials, allowCredentials } = publicKey;
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(excludeCredentials && { excludeCredentials: named(excludeCredentials) }),
    ...(allowCredentials && { allowCredentials: named(allowCredentials) }),
  };
}

function answer(credential) {
  const { response } = credential;
  const sent = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    sent.attestationObject = text(response.attestationObject);
  } else {
    sent.authenticatorData = text(response.authenticatorData);
    sent.signature = text(response.signature);
    sent.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  const { id, type } = credential;
  const { credProps } = credential.getClientExtensionResults();
  const clientExtensionResults = credProps ? { credProps } : {};
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response: sent, clientExtensionResults });
}

async function ask(form) {
  const csrf = elements(form).namedItem("csrf");
  const body = new URLSearchParams(csrf ? { csrf: csrf.value } : {});
  const reply = await fetch(`${attribute(form, "action")}/ask`, { method: "POST", body });
  if (!reply.ok || reply.redirected) throw new Error(NOT_ASKED);
  return options((await reply.json()).publicKey);
}

async function fill(form) {
  const publicKey = await ask(form);
  const credential = await navigator.credentials[dataset(form).passkey]({ publicKey });
  elements(form).namedItem("answer").value = answer(credential);
  submit(form);
}

export function startPasskey(form) {
  const problem = find(form, "[data-passkey-problem]");
  const button = find(form, "button");
  listen(form, "submit", async (event) => {
    // A name that is missing is told by the server, before a device is asked in vain.
    const name = elements(form).namedItem("name");
    if (name instanceof HTMLInputElement && name.value.trim() === "") return;
    event.preventDefault();
    problem.textContent = window.PublicKeyCredential ? "" : NO_SUPPORT;
    if (!window.PublicKeyCredential) return;
    button.disabled = true;
    try {
      await fill(form);
    } catch (error) {
      problem.textContent = SAYS[error.name] ?? NOT_ASKED;
      button.disabled = false;
    }
  });
}
