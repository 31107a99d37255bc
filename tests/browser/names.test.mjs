// Controls that are called like a property of their form: our scripts work as if they were not (ASVS 3.2.3). No page of
// ours has any; here they are put into a page on its way to the browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, VIEWS, visit } from './lib.mjs';
import { CALLER, DANGER, kept, startReport, status } from './journeys.mjs';

// But for those that the test's own tools read of a form.
const NAMES = [
  'action',
  'addEventListener',
  'appendChild',
  'dataset',
  'elements',
  'isConnected',
  'method',
  'querySelector',
  'querySelectorAll',
  'requestSubmit',
  'submit',
];
const MISLEADING = NAMES.map((name) => `<input type="hidden" name="${name}" value="">`).join('');

/** A report, with the misleading controls in its form. */
async function startMisled(page) {
  await startReport(page);
  await page.route(
    (url) => url.pathname.startsWith('/reports'),
    async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replace(/<form\b[^>]*\bdata-keep[^>]*>/g, (form) => form + MISLEADING);
      await route.fulfill({ response, body });
    },
  );
  // Where a form leads to is asked for behind the tools' back; a page that is opened again is not.
  await page.reload();
}

describe('controls with misleading names', () => {
  test('hide the properties of their form', () =>
    visit({ view: VIEWS[0], role: CALLER }, async (page) => {
      await startMisled(page);
      const hidden = await page.locator('form[data-keep]').evaluate((form, names) => {
        return names.filter((name) => form[name] instanceof HTMLInputElement);
      }, NAMES);
      assert.deepEqual(hidden, NAMES, 'the control of the next test');
    }));

  test('do not keep an answer from being kept', () =>
    visit({ view: VIEWS[0], role: CALLER }, async (page) => {
      await startMisled(page);
      const answer = () => fill(page, { [DANGER]: 'No' });
      assert.equal(await kept(page, 'danger', answer), 200);
      await status(page, 'Kept at');
    }));
});
