// Without a mouse: what comes first, that one sees where one is, and where one lands when something is wrong.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { press, VIEWS, visit } from './lib.mjs';
import { FROM_SURVIVOR, startReport } from './journeys.mjs';

const OFFICER = 'Housing officer';
/** Nobody presses Tab more often on the pages looked at here. */
const MOST = 150;

describe('with the keyboard alone', () => {
  for (const path of ['/work', '/find', '/reports']) {
    test(`${path} begins with the exit and the way past the top, and shows the focus at every stop`, () =>
      visit({ view: VIEWS[0], role: OFFICER }, async (page) => {
        await page.goto(path);
        const stops = await tabThrough(page);
        assert.deepEqual(stops.slice(0, 2).map((stop) => stop.text), ['Emergency Exit this page', 'Skip to main content']);
        assert.deepEqual(stops.filter((stop) => !stop.seen), [], 'the focus is seen at every stop');
        const inMain = stops.filter((stop) => stop.inMain).map((stop) => stop.top);
        assert.ok(inMain.length > 0, 'there is something to reach');
        assert.deepEqual(inMain, inMain.toSorted((one, other) => one - other), 'from the top down');
      }));
  }

  test('the way past the top leads to the main part', () =>
    visit({ view: VIEWS[0], role: OFFICER }, async (page) => {
      await page.goto('/find');
      await page.getByRole('link', { name: 'Skip to main content' }).focus();
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main-content');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'words');
    }));

  test('a refused form puts the focus on what is wrong, and from there on the answer', () =>
    visit({ view: VIEWS[0], role: OFFICER }, async (page) => {
      await startReport(page, FROM_SURVIVOR);
      await press(page, 'Record this report');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.govuk-error-summary')));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'danger');
    }));
});

/** Every stop of the Tab key from the top of the page: its words, where it is, and whether one sees the focus. */
async function tabThrough(page) {
  const stops = [];
  for (let count = 0; count < MOST; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus);
    if (stop === null) return stops;
    stops.push(stop);
  }
  assert.fail(`there are more than ${MOST} stops on ${page.url()}`);
}

/** Runs in the page. `null` when the focus has left it. A radio or a box is drawn by the label after it. */
function describeFocus() {
  const here = document.activeElement;
  if (here === null || here === document.body || here.dataset.visited) return null;
  here.dataset.visited = 'yes';
  const drawn = here.matches('[type=radio], [type=checkbox]') ? [here.nextElementSibling, '::before'] : [here];
  const style = getComputedStyle(...drawn);
  const clear = /rgba\(.*, 0\)|transparent/;
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !clear.test(style.outlineColor);
  const { top, width, height } = here.getBoundingClientRect();
  return {
    text: here.textContent.trim().replace(/\s+/g, ' '),
    top: Math.round(top + window.scrollY),
    inMain: here.closest('main') !== null,
    seen: (ring || style.boxShadow !== 'none') && width > 1 && height > 1,
  };
}
