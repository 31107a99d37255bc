// Severity sends a report to the right person, and nothing is ever without an owner.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import {
  CALLER,
  handTo,
  HIGH,
  MANAGER,
  OFFICER,
  OFFICER_CALLED,
  onWorkList,
  REGION,
  saysNothingOf,
  somebody,
  takeReport,
  told,
} from './journeys.mjs';

describe('a report that is placed in a region', () => {
  for (const view of VIEWS) {
    test(`is that manager’s work with a due time, is handed over, and is the officer’s work, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const { name } = somebody();
        const { path, reference } = await takeReport(page, {
          'What would they like to be called?': name,
          Region: REGION,
          'How severe is it, as far as you can tell?': HIGH,
        });
        await handTo(page, MANAGER);
        await page.goto('/work');
        await unfold(page);
        const line = page.locator('tr', { hasText: reference });
        await line.filter({ hasText: 'High' }).first().waitFor();
        await looksRight(page, 'work-manager');
        const card = await onWorkList(page, reference);
        await card.locator('summary').first().click();
        const due = card.locator('.app-record__duty', { hasText: 'Name who has this case' });
        assert.match(await due.innerText(), /today at|tomorrow at|in \d+ (days|hours)|\d{4} at/, 'it says by when');
        await looksRight(page, 'work-manager-card');
        await page.goto(`${path}/handover`);
        await looksRight(page, 'handover');
        await fill(page, { 'Who has it now?': `${OFFICER_CALLED}, housing officer`, 'How severe is it?': HIGH });
        await press(page, 'Hand over');
        await page.waitForURL((url) => !url.pathname.endsWith('/handover'));
        await page.goto(path);
        await told(page, OFFICER_CALLED);
        await handTo(page, OFFICER);
        await page.goto('/work');
        await unfold(page);
        await page.locator('tr', { hasText: reference }).getByRole('link').first().waitFor();
        await looksRight(page, 'work-officer');
        await page.goto(path);
        await told(page, name);
      }));
  }

  test('is not the work of the manager of another region', () =>
    visit({ view: VIEWS[0], role: CALLER }, async (page) => {
      const { reference, path } = await takeReport(page, { Region: REGION });
      await handTo(page, 'helena.marchbanks');
      await page.goto('/work');
      await saysNothingOf(page, reference);
      assert.equal((await page.goto(path)).status(), 404);
    }));
});

describe('a report that nobody has', () => {
  for (const view of VIEWS) {
    test(`stands first on everybody’s list, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const { reference } = await takeReport(page, { 'How severe is it, as far as you can tell?': HIGH });
        for (const role of [OFFICER, MANAGER, 'Domestic-abuse lead']) {
          await handTo(page, role);
          await page.goto('/work');
          const first = page.locator('main table').first();
          await first.getByText('Nobody has these').waitFor();
          assert.ok((await first.innerText()).includes(reference), `${role} sees that nobody has ${reference}`);
        }
        await looksRight(page, 'work-unowned');
      }));
  }
});

/** Opens what a list folds away beyond its first lines. */
async function unfold(page) {
  for (const fold of await page.locator('details:has(tr) > summary').all()) await fold.click();
}
