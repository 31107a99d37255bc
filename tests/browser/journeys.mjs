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
export const DANGER = 'Is anybody in danger now?';

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

/** The same browser, with another person before it. */
export async function handTo(page, role) {
  await press(page, 'Sign out');
  await page.waitForURL('**/sign-in');
  await signIn(page, role);
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
