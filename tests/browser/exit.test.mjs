// Leaving at once: the page is gone, nobody is signed in, Back does not bring it back, nothing typed stays behind.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { address, fill, freshProfile, signIn, VIEWS, visit } from './lib.mjs';
import { DANGER, record, startReport, told, until } from './journeys.mjs';

const NEUTRAL = 'https://www.bbc.co.uk/weather';
const WITH_SCRIPT = VIEWS.filter((view) => view.javaScript);
const exitButton = (page) => page.getByRole('button', { name: /Exit this page/ });

describe('leaving at once', () => {
  for (const view of VIEWS) {
    test(`with the button leads elsewhere, ends the session, and Back does not show our page, at ${view.name}`, () =>
      leave(view, (page) => exitButton(page).click()));
  }
  for (const view of WITH_SCRIPT) {
    test(`with Shift three times does the same, at ${view.name}`, () =>
      leave(view, async (page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
      }));
  }

  test('Shift twice, or with another key between, does not leave: the control', () =>
    visit({ view: VIEWS[0], role: 'Call handler' }, async (page) => {
      await startReport(page);
      const here = page.url();
      for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key);
      await page.goto('/work');
      assert.ok(here.includes('/reports/') && page.url().endsWith('/work'), 'still signed in');
    }));
});

describe('by keyboard alone', () => {
  for (const path of ['/work', '/reports']) {
    test(`the exit comes first on ${path}, then the link past the header, and the focus can be seen`, () =>
      visit({ view: VIEWS[0], role: 'Call handler' }, async (page) => {
        await page.goto(path);
        await page.keyboard.press('Tab');
        assert.match(await focused(page), /Exit this page/);
        await page.keyboard.press('Tab');
        assert.match(await focused(page), /Skip to main content/);
        assert.ok(await isMarked(page), 'the skip link shows that it has the focus');
        await page.keyboard.press('Enter');
        await page.waitForURL((url) => url.hash === '#main-content');
        await page.keyboard.press('Tab');
        const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
        assert.ok(inMain, 'the next stop is in the content');
        for (let stop = 0; stop < 6; stop += 1) {
          assert.ok(await isMarked(page), `${await focused(page)} shows that it has the focus`);
          await page.keyboard.press('Tab');
        }
      }));
  }
});

describe('what stays in the browser', () => {
  const TYPED = 'Quincewillow9317 is at the launderette';

  test('after a report and the exit: nothing that was typed, in no file of the profile', () =>
    withProfile(async (context) => {
      const page = await context.newPage();
      await elsewhere(context);
      await page.goto(await address('/sign-in'));
      await signIn(page, 'Call handler');
      await startReport(page);
      await fill(page, { [DANGER]: 'No', 'What would they like to be called?': 'Quincewillow9317', 'What was said?': TYPED });
      const { path } = await record(page);
      await page.goto(await address(path));
      await told(page, 'Quincewillow9317');
      await exitButton(page).click();
      await page.waitForURL(NEUTRAL);
    }).then((found) => assert.deepEqual(found, [], 'no file of the profile holds what was typed')));

  test('the control: a page that may be stored, with what was typed in its address, is found', () =>
    withProfile(async (context) => {
      const careless = createServer((_, answer) => {
        answer.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' });
        answer.end(`<title>careless</title><p>${TYPED}`);
      });
      await new Promise((listening) => careless.listen(0, '127.0.0.1', listening));
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${careless.address().port}/?name=Quincewillow9317`);
      await new Promise((closed) => careless.close(closed) && careless.closeAllConnections());
    }).then((found) => assert.notDeepEqual(found, [], 'the search finds what a careless page leaves')));
});

async function leave(view, how) {
  // What was typed in the last moment may be on its way while the session ends: it is refused.
  const late = /^401: .*\/drafts\/[^/]+\/keep$/;
  await visit({ view, role: 'Call handler', late }, async (page, context) => {
    await elsewhere(context);
    await startReport(page);
    const ours = page.url();
    await fill(page, { 'What was said?': 'typed in the last moment' });
    await how(page);
    await page.waitForURL(NEUTRAL);
    await until(async () => (await context.cookies(ours)).length === 0, 'no cookie is left');
    await page.goBack();
    const back = await page.locator('body').innerText();
    assert.ok(!back.includes('typed in the last moment') && !back.includes('Report from'), 'Back shows nothing of ours');
    assert.notEqual(page.url(), ours, 'Back does not lead to the page that was left');
    await page.goto(ours);
    assert.equal(new URL(page.url()).pathname, '/sign-in', 'the session has ended');
  });
}

/** The neutral site without the network: what it says does not matter, that it is another site does. */
const elsewhere = (context) =>
  context.route(`${NEUTRAL}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Rain' }));

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim().replace(/\s+/g, ' '));

/** Whether the element with the focus looks other than without it. */
const isMarked = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const look = () => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(element);
      const around = element.nextElementSibling ? getComputedStyle(element.nextElementSibling, '::before').boxShadow : '';
      return [outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, around].join();
    };
    const box = element.getBoundingClientRect();
    const inside = box.width > 1 && box.bottom > 0 && box.top < innerHeight;
    const marked = look();
    element.blur();
    const plain = look();
    element.focus();
    return inside && marked !== plain;
  });

/** Runs a journey in a browser profile of its own and gives the files in which something typed was found. */
async function withProfile(journey) {
  const profile = mkdtempSync(join(tmpdir(), 'holdfast-profile-'));
  try {
    const context = await freshProfile(profile);
    try {
      await journey(context);
    } finally {
      await context.close();
    }
    const files = readdirSync(profile, { recursive: true }).filter((name) => statSync(join(profile, name)).isFile());
    assert.ok(files.length > 5, 'the browser wrote its profile');
    return files.filter((name) => holdsTyped(readFileSync(join(profile, name))));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

const holdsTyped = (bytes) =>
  ['utf8', 'utf16le'].some((code) => bytes.includes(Buffer.from('Quincewillow9317', code)));
