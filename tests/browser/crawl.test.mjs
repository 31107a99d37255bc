// Every page that a role of the demo can reach by its links, looked at as that person sees it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { axe, noOverflow, shoot, VIEWS, visit } from './lib.mjs';

const ROLES = [
  'Call handler',
  'Housing officer',
  'Specialist caseworker',
  'Perpetrator worker',
  'Regional housing manager',
  'Domestic-abuse lead',
  'Safeguarding lead',
  'MARAC representative',
  'Repairs planner',
  'Partner agency’s worker',
  'Privacy officer',
  'Auditor',
  'Administrator',
];
/** No role is followed further than this. */
const MOST = 60;
/** Pages of one kind differ by what stands in them: this many of each kind are looked at. */
const OF_A_KIND = 2;
const NARROW = { width: 320, javaScript: true, name: '320' };
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

describe('every page of every role can be read, wide and narrow', () => {
  for (const role of ROLES) {
    test(role, () => visit({ view: VIEWS[0], role }, (page) => crawl(page, role)));
  }
});

async function crawl(page, role) {
  const waiting = [new URL(page.url()).pathname];
  const known = new Set(waiting);
  const seen = new Map();
  const wrong = [];
  for (let count = 0; waiting.length > 0 && count < MOST; ) {
    const path = waiting.shift();
    const kind = path.replace(ID, 'id').replace(/\d+/g, 'n');
    const place = (seen.get(kind) ?? 0) + 1;
    if (place > OF_A_KIND) continue;
    seen.set(kind, place);
    count += 1;
    const answer = await page.goto(path);
    wrong.push(...(await look(page, answer, `crawl ${role} ${kind} ${place}`.replace(/[^a-z0-9]+/gi, '-'))));
    for (const next of await links(page)) {
      if (!known.has(next)) waiting.push(next);
      known.add(next);
    }
  }
  assert.deepEqual(wrong, [], `nothing is wrong with any page of the ${role}`);
  assert.ok(seen.size > 1, `the ${role} has more than one kind of page: ${[...seen.keys()].join(' ')}`);
}

/** What is wrong with a page, each in a line; the pictures are taken first. */
async function look(page, answer, name) {
  const wrong = [];
  const check = (what) => what.catch((error) => wrong.push(`${page.url()}: ${error.message}`));
  if (answer.status() !== 200) wrong.push(`${page.url()}: answered ${answer.status()}`);
  page.view = VIEWS[0];
  await page.setViewportSize({ width: VIEWS[0].width, height: 900 });
  await shoot(page, name);
  await check(noOverflow(page));
  page.view = NARROW;
  await page.setViewportSize({ width: NARROW.width, height: 640 });
  await shoot(page, name);
  await check(noOverflow(page));
  await check(axe(page));
  const headings = await page.locator('h1').count();
  if (headings !== 1) wrong.push(`${page.url()}: has ${headings} main headings`);
  wrong.push(...(await outline(page)));
  const title = await page.title();
  if (title !== 'Work') wrong.push(`${page.url()}: its title says “${title}”`);
  return wrong;
}

/** Headings that skip a level, by which somebody who goes from heading to heading misses a part. */
async function outline(page) {
  const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
  const skips = levels.filter((level, place) => place > 0 && level > levels[place - 1] + 1);
  return skips.map((level) => `${page.url()}: a heading of level ${level} stands where none was expected`);
}

/** Where the links of a page lead within the program; the exit is a test of its own. */
async function links(page) {
  const found = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
  const inside = found.map((href) => new URL(href)).filter((url) => url.origin === new URL(page.url()).origin);
  return inside.map((url) => url.pathname).filter((path) => path !== '/exit' && !path.startsWith('/assets/'));
}
