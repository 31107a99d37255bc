// Whoever goes on from a form that was refused, and then back, finds what they typed, and never a question of the browser's.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { at, CALLER, handedRecord, startReport, told, until } from './journeys.mjs';

const WORDS = 'Ring me on 07700 900123 when he is out';

for (const view of VIEWS.filter((one) => one.javaScript)) {
  describe(`the browser’s Back over a refused form, at ${view.name}`, () => {
    test('leads to what was typed in a note', () =>
      visit({ view, role: CALLER }, async (page) => {
        const { path } = await handedRecord(page);
        await page.goto(`${path}/notes/wishes`);
        await fill(page, { 'In their own words': WORDS });
        await press(page, 'Record this');
        await page.locator('.govuk-error-summary').waitFor();
        await page.locator('.govuk-error-summary a').first().click();
        assert.equal(await page.evaluate(() => document.activeElement?.id), 'words', 'the summary leads to the answer');
        await page.getByRole('link', { name: 'Account', exact: true }).click();
        await at(page, '/account');
        // The browser sends what is put aside while it already opens the next page.
        const arrived = async () => (await (await page.request.get('/held')).text()).includes(WORDS);
        await until(arrived, 'what was typed has arrived');
        await page.goBack();
        await told(page, 'What you wrote is kept. It is not recorded yet.');
        await told(page, WORDS);
        await looksRight(page, 'held-refused');
        await press(page, 'Throw it away');
      }));

    test('leads to the form itself where answers are kept as they are typed', () =>
      visit({ view, role: CALLER }, async (page) => {
        await startReport(page);
        await fill(page, { 'What would they like to be called?': 'Rowan' });
        await press(page, 'Record this report');
        await page.locator('.govuk-error-summary').waitFor();
        await page.getByRole('link', { name: 'Account', exact: true }).click();
        await at(page, '/account');
        await page.goBack();
        const box = page.getByLabel('What would they like to be called?', { exact: true });
        assert.equal(await box.inputValue(), 'Rowan');
      }));
  });
}
