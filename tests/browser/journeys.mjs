// Steps that several journeys share, as a person takes them: everything they change is a report of their own.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { fill, press, signIn } from './lib.mjs';

export const FROM_SURVIVOR = 'From the survivor';
export const FROM_SOMEBODY_ELSE = 'From somebody else, or a pattern';
export const FROM_OWN_BEHAVIOUR = 'From the person who causes harm';

/** The region of the demo in which these tests work, and the people who have it. */
export const REGION = 'Osierham Riverside';
export const MANAGER = 'dev.rookwood';
export const OFFICER = 'shreya.penhallow';
export const OFFICER_CALLED = 'Shreya Penhallow';
export const CALLER = 'Call handler';
export const LEAD = 'Domestic-abuse lead';
export const DANGER = 'Is anybody in danger now?';
export const HIGH = 'High: serious harm is likely';

let count = process.pid % 1000;

/** A fictional name and number that no other test uses (Ofcom's drama range). */
export function somebody() {
  count += 1;
  const first = ['Tamsin', 'Idris', 'Leonie', 'Farouk', 'Morag', 'Yusra'][count % 6];
  const number = String(count % 1000).padStart(3, '0');
  return { name: `${first} Wetherlow${number}`, phone: `07700 900${number}` };
}

/** Opens a new report of a kind. */
export async function startReport(page, kind = FROM_SURVIVOR) {
  await page.goto('/reports');
  await press(page, kind);
  await page.getByRole('button', { name: 'Record this report', exact: true }).waitFor();
}

/** Records the report on the page and gives the case's path and its reference, from the receipt. */
export async function record(page) {
  await press(page, 'Record this report');
  return receipt(page);
}

/** What the receipt says. */
export async function receipt(page) {
  const panel = page.locator('.govuk-panel');
  await panel.waitFor();
  const [reference] = (await panel.innerText()).match(/HF-\w{4}-\w{4}/) ?? [];
  assert.ok(reference, 'the receipt names a reference');
  return { path: new URL(page.url()).pathname.replace(/\/received$/, ''), reference };
}

/** Takes a whole report and leaves it at its receipt. */
export async function takeReport(page, answers, kind = FROM_SURVIVOR) {
  await startReport(page, kind);
  await fill(page, { [DANGER]: 'No', ...answers });
  return record(page);
}

/** A report that its manager has handed to the officer, with a number; the manager is before the page. */
export async function handedRecord(page) {
  const { name, phone } = somebody();
  const { path, reference } = await takeReport(page, {
    'What would they like to be called?': name,
    'Phone number': phone,
    Region: REGION,
    'How severe is it, as far as you can tell?': HIGH,
  });
  await handTo(page, MANAGER);
  await page.goto(`${path}/handover`);
  await fill(page, { 'Who has it now?': `${OFFICER_CALLED}, housing officer`, 'How severe is it?': HIGH });
  await press(page, 'Hand over');
  return { name, phone, path, reference };
}

/** The same browser, with another person before it. */
export async function handTo(page, role) {
  await press(page, 'Sign out');
  await page.waitForURL('**/sign-in');
  await signIn(page, role);
}

/**
 * Makes test devices of the browser's. Each keeps passkeys, these to begin with, and looks who holds it unless it is
 * told not to.
 */
export async function devices(page, context) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const keeps = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  const options = { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true, ...keeps };
  return async (...credentials) => {
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
    for (const credential of credentials) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    return {
      verifies: (yes) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes }),
      keeps: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
      goes: () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    };
  };
}

/** Sets an empty installation up, as far as the page on which its first administrator makes their passkey. */
export async function setUp(page, server) {
  await page.goto(server.setUp);
  await fill(page, {
    'Name of the organisation': 'Brookvale Homes',
    'Regions, one on each line': 'North',
    'Your name': 'Robin Achterberg',
    'Name you will sign in with': 'robin',
  });
  await page.locator('input[value=nhg]').check();
  await press(page, 'Set up');
  await at(page, '/account/passkeys/new');
}

/** Makes a passkey of this name on the device before the page. */
export async function makePasskey(page, name) {
  await page.getByLabel('Name for it').fill(name);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
}

/** Does something, and waits until the service has kept the answer to this field. */
export async function kept(page, field, action) {
  const answered = page.waitForResponse(
    (answer) => answer.url().endsWith('/keep') && isFor(answer.request().postData(), field),
  );
  await action();
  return (await answered).status();
}

/** What a person reads beside the mark “Kept at”, or instead of it. */
export const status = (page, words) => page.locator('#app-status').filter({ hasText: words }).waitFor();

/** The card of the work list that says this, on whichever of its pages it stands. */
export async function onWorkList(page, words) {
  const card = page.locator('.app-record', { hasText: words }).first();
  for (const more = page.getByRole('link', { name: /Show more records/ }); (await card.count()) === 0; ) {
    assert.ok((await more.count()) > 0, `“${words}” is on the work list`);
    await page.goto(await more.getAttribute('href'));
  }
  return card;
}

/** A day so many days from today, as London counts, in the three parts of a date. */
export function day(offset) {
  const at = new Date(Date.now() + offset * 86_400_000);
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short' }).formatToParts(at);
  const part = (type) => String(Number(parts.find((one) => one.type === type).value));
  return { day: part('day'), month: part('month'), year: part('year') };
}

/** Waits for the page at this path. */
export const at = (page, path) => page.waitForURL((url) => url.pathname === path);

/** Waits for words on the page that a person can see. */
export const told = (page, words) => page.getByText(words).filter({ visible: true }).first().waitFor();

/** Asserts that the page says nothing of this anywhere, not even where nobody looks. */
export async function saysNothingOf(page, words) {
  assert.ok(!(await page.content()).includes(words), `${page.url()} does not say it`);
}

/** Waits until something holds that no event tells of, such as what a browser has stored. */
export async function until(holds, what) {
  for (const end = Date.now() + 10_000; !(await holds()); await setTimeout(20)) {
    assert.ok(Date.now() < end, what);
  }
}

function isFor(body, field) {
  return new URLSearchParams(body ?? '').get('field') === field;
}
