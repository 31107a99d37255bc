// The page of a case: what is due and why, the pattern, what was known when, and what was put right.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { day, MANAGER, REGION, somebody, takeReport, told } from './journeys.mjs';

const FIRST = 'He broke the phone.';
const SECOND = 'He waited outside the school.';
const PUT_RIGHT = 'He broke the screen of the phone.';

describe('the page of a case', () => {
  for (const view of VIEWS) {
    test(`says of each duty why it is due, in words and with the clause, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const { path } = await take(page);
        await page.goto(path);
        const duties = page.locator('#due > .app-lines > .app-lines__line');
        assert.ok((await duties.count()) > 2, 'several things are due');
        const why = duties.filter({ hasText: /Why: [a-z][\s\S]+ \([\w.-]+\)/ });
        assert.equal(await why.count(), await duties.count(), 'each says why');
        await duties.locator('summary').first().click();
        await told(page, /^Also: \S[\s\S]+ \([\w.-]+\)$/);
      }));

    test(`counts incidents as a pattern, never one alone, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const { path } = await take(page);
        await incident(page, path, FIRST, day(-40));
        const one = await page.locator('#incidents').innerText();
        await incident(page, path, SECOND, day(-3));
        const two = await page.locator('#incidents').innerText();
        assert.match(one, /1 incident|one incident/i);
        assert.match(two, /2 incidents|two incidents/i);
        assert.ok(two.includes(FIRST) && two.includes(SECOND), 'every incident is shown, not the last alone');
        await looksRight(page, 'case-pattern');
      }));

    test(`shows what was known on an earlier day, and says so, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const { path } = await take(page);
        await incident(page, path, FIRST, day(-40));
        await fill(page, { 'As known on': day(-1) });
        await press(page, 'Show as known then');
        await page.waitForURL('**day-day=**');
        await told(page, 'Back to today');
        const main = await page.locator('main').innerText();
        assert.ok(!main.includes(FIRST), 'what was recorded today was not known yesterday');
        await looksRight(page, 'case-earlier-day');
        await page.getByRole('link', { name: 'Back to today' }).click();
        await told(page, FIRST);
      }));

    test(`keeps an entry that was corrected visible and marked, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const { path } = await take(page);
        await incident(page, path, FIRST, day(-40));
        const entry = page.locator('#chronology .app-lines__line', { hasText: FIRST });
        await entry.getByRole('link', { name: /Correct this entry/ }).click();
        await looksRight(page, 'correct');
        await fill(page, {
          'What should stand there?': 'The same entry, as it stands below',
          'The words as they should stand': PUT_RIGHT,
          'What was wrong?': 'Heard it wrong on the phone.',
        });
        await press(page, 'Record the correction');
        await page.waitForURL((url) => url.pathname === path);
        assert.ok((await entry.locator('del').first().innerText()).includes(FIRST), 'the old words stand, struck through');
        const whole = await entry.innerText();
        assert.match(whole, /Corrected[\s\S]*Correction: Heard it wrong on the phone\.[\s\S]*He broke the screen/);
        const incidents = await page.locator('#incidents').innerText();
        assert.ok(incidents.includes(PUT_RIGHT) && !incidents.includes(FIRST), 'what is read now is the correction');
        await looksRight(page, 'case-corrected');
      }));
  }
});

const take = (page) =>
  takeReport(page, {
    'What would they like to be called?': somebody().name,
    Region: REGION,
    'How severe is it, as far as you can tell?': 'Medium: harm is likely',
  });

async function incident(page, path, words, when) {
  await page.goto(`${path}/notes/incident`);
  await fill(page, {
    'Who told us?': 'The survivor',
    'What happened?': words,
    'When did it happen?': when,
    'What kind of abuse was it?': ['Controlling or coercive'],
  });
  await press(page, 'Record this');
  await page.waitForURL((url) => url.pathname === path);
}
