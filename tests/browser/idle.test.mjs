// A page does not outlive the session under which it was made, and nothing typed goes with it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { VIEWS, visit } from './lib.mjs';

const WORDS = 'Quincewillow9317 would like to stay';
const MINUTES = 60 * 1000;
const [view] = VIEWS;

/** The page of the record of somebody, or another page with something on it. */
async function opened(page) {
  await page.clock.install();
  await page.goto('/account/conflicts');
  await page.getByLabel(/name/i).first().waitFor();
}

const isCleared = (page) => page.waitForURL(/\/sign-in/, { timeout: 10_000 });

describe('a page whose session has run out', () => {
  test('is cleared after fifteen minutes without anybody', () =>
    visit({ view, role: 'Specialist caseworker' }, async (page) => {
      await opened(page);
      await page.clock.runFor(14 * MINUTES);
      assert.ok(page.url().endsWith('/account/conflicts'), 'the control: not before');
      await page.clock.runFor(2 * MINUTES);
      await isCleared(page);
    }));

  test('stays while somebody types, and what was typed is put aside when they go', () =>
    visit({ view, role: 'Specialist caseworker' }, async (page) => {
      await opened(page);
      const box = page.getByLabel(/name/i).first();
      for (let minute = 0; minute < 20; minute += 5) {
        await page.clock.runFor(5 * MINUTES);
        await box.fill(`${WORDS} ${minute}`);
      }
      assert.ok(page.url().endsWith('/account/conflicts'), 'whoever types is here');
      const aside = page.waitForRequest(/\/held\/aside/);
      await page.clock.runFor(16 * MINUTES);
      assert.match((await aside).postData(), /Quincewillow9317/);
      await page.waitForURL(/\/sign-in\?kept=yes/);
    }));

  test('is cleared without a connection too, and what was typed waits for one', () =>
    visit({ view, role: 'Specialist caseworker' }, async (page, context) => {
      await opened(page);
      await page.getByLabel(/name/i).first().fill(WORDS);
      let tries = 0;
      await page.route(/\/held\/aside/, (route) => (tries++ === 0 ? route.abort() : route.continue()));
      await page.clock.runFor(16 * MINUTES);
      await page.getByText('This page was cleared').waitFor();
      assert.ok(!(await page.content()).includes('Quincewillow9317'), 'nothing of it is in the page');
      assert.equal(await page.locator('form').count(), 0);
      await page.clock.runFor(1 * MINUTES);
      await page.waitForURL(/\/sign-in\?kept=yes/);
      assert.ok(tries >= 2 && context);
    }));

  test('is cleared at once when another page of the same browser signs out', () =>
    visit({ view, role: 'Specialist caseworker' }, async (page, context) => {
      await page.goto('/account/conflicts');
      const other = await context.newPage();
      await other.goto('/account');
      await other.getByRole('button', { name: 'Sign out' }).click();
      await isCleared(page);
    }));
});
