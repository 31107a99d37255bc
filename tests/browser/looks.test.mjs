// Who looked: the list to hand over, and what a privacy officer goes through.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { looksRight, VIEWS, visit } from './lib.mjs';
import { MANAGER, REGION, somebody, takeReport } from './journeys.mjs';

describe('who looked', () => {
  for (const view of VIEWS) {
    test(`makes a plain list to hand over, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const { path } = await takeReport(page, {
          'What would they like to be called?': somebody().name,
          Region: REGION,
        });
        await page.goto(path);
        await page.goto(`${path}/looks`);
        await looksRight(page, 'looks');
        await page.getByRole('button', { name: 'Make the list' }).click();
        // Its style too has arrived by then: without it nothing is kept off the paper.
        await page.waitForURL('**/looks/list*');
        const paper = await page.locator('main').innerText();
        assert.match(paper, /opened the whole record/);
        assert.doesNotMatch(paper, /abuse|HF-|Holdfast/);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('header').isVisible(), false, 'what is for whoever prints it is not on paper');
      }));
  }
});
