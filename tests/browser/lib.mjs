// What every browser test uses: a page in headless Chromium, and what must hold of every page.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after } from 'node:test';

import { home, sharedServer } from './server.mjs';

export { startEmpty, startServer } from './server.mjs';

if (!existsSync(join(home, 'node_modules'))) {
  throw new Error(`the packages of the browser tests are not in ${home}: run \`cargo xtask browser\``);
}
const require = createRequire(join(home, 'package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// The browser talks to the program under test and to nobody else, not even to its makers.
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
  '--no-first-run',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = join(home, 'shots');
const executablePath = process.env.HOLDFAST_CHROMIUM ?? '/usr/bin/chromium';

/** A page is looked at on a desk and on a small telephone, with scripts and without. */
export const VIEWS = [1200, 320].flatMap((width) =>
  [true, false].map((javaScript) => ({ width, javaScript, name: `${width}${javaScript ? '' : '-nojs'}` })),
);

let browser;
let server;

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Where the program under test listens. */
export async function address(path = '/') {
  server ??= await sharedServer();
  return new URL(path, server.listening).href;
}

/**
 * Opens a page, hands it to `journey`, and afterwards asserts that nothing went wrong on the way: no script error,
 * no broken resource, no request to anybody else. `view` is one of VIEWS; `role` signs somebody in first;
 * `on` is a server of the test's own; `late` is what may be refused, where a request can come after the session's end.
 */
export async function visit({ view = VIEWS[0], role, on, late }, journey) {
  const host = on ?? (await address().then(() => server));
  const context = await newContext(view, host);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const wrong = watch(page, host);
  page.view = view;
  try {
    if (role) await signIn(page, role, host);
    await journey(page, context);
    const found = wrong.filter((line) => !late?.test(line));
    assert.deepEqual(found, [], 'nothing goes wrong behind the page');
  } catch (error) {
    await shoot(page, `failed-${Date.now()}`).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

/** One of the demo's people: the first of a role, or the one with this sign-in name. */
export function personOf(role, host = server) {
  const known = host.sign_in.find((one) => one.role.toLowerCase() === role.toLowerCase() || one.name === role);
  assert.ok(known, `the demo has nobody who is “${role}”: ${host.sign_in.map((one) => one.role).join(', ')}`);
  return known;
}

/** Signs in as one of the demo's people, through the form, as a person would. */
export async function signIn(page, role, host = server) {
  const known = personOf(role, host);
  await page.goto('/sign-in');
  const form = page.locator('form', { has: page.locator('input[type=password]') });
  await form.locator('input[autocomplete~=username]').fill(known.name);
  await form.locator('input[type=password]').fill(known.password);
  await form.locator('button:not([type=button])').click();
  assert.equal(await page.locator('input[type=password]').count(), 0, `${role} is signed in`);
}

/** A browser with a profile of its own in an empty directory, for looking at what it leaves there. */
export async function freshProfile(directory) {
  const baseURL = await address();
  return chromium.launchPersistentContext(directory, { executablePath, args: FLAGS, baseURL });
}

/**
 * Fills a form by what a person reads on it: `{ 'Question or label': answer }`. An answer is the words to type, the
 * option to choose, the label (or labels) to tick under that question, true and false for a single box, or
 * `{ day, month, year }` for a date.
 */
export async function fill(page, answers) {
  for (const [label, answer] of Object.entries(answers)) {
    const group = page.getByRole('group', { name: label });
    const isDate = typeof answer === 'object' && !Array.isArray(answer);
    if (isDate) await fill(group, { Day: answer.day, Month: answer.month, Year: answer.year });
    if (isDate) continue;
    if (typeof answer !== 'boolean' && (await group.count()) > 0 && (await choose(group, answer))) continue;
    await answerOne(page.getByLabel(label, { exact: true }).first(), answer);
  }
}

/** Presses the button with these words and waits for the page that follows. */
export async function press(page, words) {
  await page.getByRole('button', { name: words, exact: true }).click();
  await page.waitForLoadState('load');
}

/** Asserts that axe finds nothing on the page. */
export async function axe(page) {
  const violations = page.view?.javaScript === false ? await axeOnCopy(page) : await axeHere(page);
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
  assert.deepEqual(found, [], `axe finds nothing on ${page.url()}`);
}

/** Asserts that nobody has to scroll sideways. */
export async function noOverflow(page) {
  const [content, window] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.ok(content <= window, `${page.url()} is ${content} pixels wide in a window of ${window}`);
}

/**
 * Takes a picture of the whole page, for a person to look at. Now and then Chromium gives none of a page that is
 * there: that says nothing about the page, so it is written down as `.missing`, and the run says how many there were
 * and fails when they are many.
 */
export async function shoot(page, name) {
  mkdirSync(shots, { recursive: true });
  const path = join(shots, `${name}-${page.view?.name ?? 'page'}`);
  try {
    await page.screenshot({ path: `${path}.png`, fullPage: true });
  } catch (error) {
    if (!error.message.includes('Unable to capture screenshot')) throw error;
    writeFileSync(`${path}.missing`, error.message);
  }
}

/** What must hold of every page: axe, width, one main heading, a language; and a picture of it. */
export async function looksRight(page, name) {
  // From the top: the exit, which stays in view, covers whatever the page happened to be scrolled to.
  await page.evaluate(() => window.scrollTo(0, 0));
  await shoot(page, name);
  await axe(page);
  await noOverflow(page);
  assert.equal(await page.locator('h1').count(), 1, `${page.url()} has one main heading`);
  assert.match((await page.locator('html').getAttribute('lang')) ?? '', /^(en|cy)/, 'the page names its language');
}

async function newContext({ width, javaScript }, host) {
  browser ??= await chromium.launch({ executablePath, args: FLAGS });
  return browser.newContext({
    baseURL: host.listening,
    javaScriptEnabled: javaScript,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/London',
    viewport: { width, height: width < 600 ? 640 : 900 },
  });
}

function watch(page, { listening }) {
  const wrong = [];
  // A refused form is a document with a status of 4xx, which the browser also reports on its console: the test
  // itself says which status it wants, so only what a page loads besides is judged here.
  const isDocument = (request) => request.isNavigationRequest();
  page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const broken = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !broken) wrong.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    const bad = response.status() >= 400 && !isDocument(response.request());
    if (bad) wrong.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const ours = request.url().startsWith(listening) || /^(data|blob|about):/.test(request.url());
    if (!ours && !isDocument(request)) wrong.push(`a request to somebody else: ${request.url()}`);
  });
  return wrong;
}

async function choose(group, answer) {
  for (const option of [answer].flat()) {
    const box = group.first().getByLabel(option, { exact: true });
    if ((await box.count()) === 0) return false;
    await box.first().check();
  }
  return true;
}

async function answerOne(field, answer) {
  if (typeof answer === 'boolean') return field.setChecked(answer);
  const isList = await field.evaluate((element) => element.tagName === 'SELECT');
  return isList ? field.selectOption({ label: answer }) : field.fill(answer);
}

async function axeHere(page) {
  await page.evaluate(axeSource);
  const run = (rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
  const { violations } = await page.evaluate(`(${run})(${JSON.stringify(RULES)})`);
  return violations;
}

// axe needs timers, which a page without scripts has not got: the same document is looked at in a page that has
// them, while the document's own scripts still do not run.
async function axeOnCopy(page) {
  const html = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/gi, '');
  const context = await newContext({ ...page.view, javaScript: true }, { listening: page.url() });
  try {
    const copy = await context.newPage();
    await context.addCookies(await page.context().cookies());
    // Without its anchor: the copy is looked at from the top too.
    const here = page.url().replace(/#.*/, '');
    const isPage = (url) => url.href === here;
    await copy.route(isPage, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await copy.goto(here);
    return await axeHere(copy);
  } finally {
    await context.close();
  }
}
