// A number or an address is no longer safe: one press, and nobody is cleared to use it; the clock is shown, what
// carried it is listed and can be printed, and a press by mistake is corrected.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { CALLER, handedRecord, handTo, LEAD, OFFICER, saysNothingOf, told } from './journeys.mjs';

/** A record that the officer has, with a number; the officer is before the page. */
async function theirs(page) {
  const record = await handedRecord(page);
  await handTo(page, OFFICER);
  await page.goto(record.path);
  return record;
}

/** Presses the one button: on the record, beside the number. */
async function burn(page, { name, path }) {
  await page.goto(path);
  await page.getByRole('link', { name: /^Mark as no longer safe/ }).first().click();
  await page.getByRole('heading', { name: 'A number or address is no longer safe' }).waitFor();
  assert.match(await page.getByLabel('Which number or address?').locator('option:checked').innerText(), new RegExp(name));
  await looksRight(page, 'compromised-form');
  await press(page, 'Record this');
  await page.getByText('Choose who noticed').first().waitFor();
  await fill(page, {
    'Who may know it now?': 'The alleged perpetrator',
    'Who noticed?': 'The survivor told us',
    'How is it thought to have come out?': 'It stood on a bill that went to the old home.',
  });
  await press(page, 'Record this');
  await page.getByRole('heading', { name: 'No longer safe: never use' }).waitFor();
}

describe('a number that somebody may know who must not', () => {
  for (const view of VIEWS) {
    test(`is burnt with one press, and its clock and what carried it are shown, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const record = await theirs(page);
        await burn(page, record);
        await told(page, /7[12] hours left of 72/);
        await told(page, 'Nobody is cleared to use it');
        await saysNothingOf(page, record.phone.replaceAll(' ', ''));
        await looksRight(page, 'compromised-record');
        await page.getByRole('link', { name: /^What carried it/ }).click();
        await page.getByRole('heading', { name: 'What carried it' }).waitFor();
        await looksRight(page, 'compromised-outputs');
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('main table, main p').first().isVisible(), true, 'it can be printed');
        assert.equal(await page.locator('.govuk-exit-this-page').first().isVisible().catch(() => false), false);
        await page.emulateMedia({ media: 'screen' });
        await handTo(page, LEAD);
        await page.goto('/work');
        const first = page.locator('main section').first();
        assert.match(await first.innerText(), /A number or address is no longer safe[\s\S]*hours left of 72/);
        assert.ok((await first.innerText()).includes(record.reference) || (await page.innerText('main')).includes(record.reference));
        await looksRight(page, 'compromised-work');
      }));
  }

  test('is decided about, and the clock ends', () =>
    visit({ role: CALLER }, async (page) => {
      const record = await theirs(page);
      await burn(page, record);
      await page.getByRole('link', { name: /^Record what was decided/ }).click();
      await looksRight(page, 'compromised-decision');
      await fill(page, { 'Has the ICO been told?': 'No', 'If no, why need it not be reported?': 'The bill came back unopened.' });
      await press(page, 'Record this');
      await told(page, 'Not reportable to the ICO: The bill came back unopened.');
      await saysNothingOf(page, 'hours left of 72');
      await page.goto(`${record.path}/notes/safety`);
      await looksRight(page, 'compromised-safety');
      await fill(page, { 'Was it done together with the survivor?': 'Yes', 'What was agreed, or done?': 'She sleeps elsewhere tonight.' });
      await press(page, 'Record this');
      await told(page, 'She sleeps elsewhere tonight.');
    }));

  test('was pressed by mistake, and the correction lifts it and stays to be read', () =>
    visit({ role: CALLER }, async (page) => {
      const record = await theirs(page);
      await burn(page, record);
      const entry = page.locator('[id^=entry-]', { hasText: 'A number or address is no longer safe' }).first();
      await entry.getByRole('link', { name: /^Correct/ }).click();
      await fill(page, {
        'What should stand there?': 'Nothing: it should never have been recorded',
        'What was wrong?': 'It was somebody else’s number.',
      });
      await page.locator('main form button:not([type=button])').last().click();
      await page.waitForLoadState('load');
      await page.goto(record.path);
      await saysNothingOf(page, 'No longer safe: never use');
      await told(page, 'It was somebody else’s number.');
    }));
});
