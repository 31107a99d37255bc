// A second factor: from a colleague's one-time link to being signed in, and in again with a code.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { VIEWS, fill, looksRight, press, startEmpty, visit } from './lib.mjs';
import { at, devices, makePasskey, setUp } from './journeys.mjs';

const PASSWORD = 'otter lantern gravel seventeen';

let server;
// The one-time links of a colleague for each view.
let links;

before(async () => {
  server = await startEmpty();
  await visit({ on: server }, async (page, context) => {
    await (await devices(page, context))();
    await setUp(page, server);
    await makePasskey(page, 'Work phone');
    await at(page, '/people');
    links = [];
    for (const name of VIEWS.keys()) links.push(await invite(page, `sam${name}`));
  });
});

after(() => server?.stop());

/** Adds a colleague, and gives the path of their link. */
async function invite(page, login) {
  await page.goto('/people');
  await page.getByText('Add a colleague', { exact: true }).click();
  const form = page.locator('form[action="/people"]');
  await form.locator('[name=name]').fill('Sam Okafor');
  await form.locator('[name=login]').fill(login);
  await form.locator('[name=role]').first().evaluate((one) => one.tagName === 'SELECT')
    ? await form.locator('[name=role]').selectOption('housing-officer')
    : await form.locator('[name=role][value=housing-officer]').check();
  await form.getByRole('button').first().click();
  const shown = page.locator('main').getByText(/\/password\/[0-9a-f]{64}/).first();
  return (await shown.innerText()).match(/\/password\/[0-9a-f]{64}/)[0];
}

/** The code that an app with this secret shows, some half minutes from now (RFC 6238). */
function codeOf(secret, ahead = 0) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// Each view has a colleague of its own.
VIEWS.forEach((view, which) => {
  test(`a colleague sets up an authenticator app and signs in with a code at ${view.name}`, async () => {
    const login = `sam${which}`;
    await visit({ view, on: server }, async (page) => {
      await page.goto(links[which]);
      await looksRight(page, 'password-link');
      await fill(page, { 'New password': PASSWORD, 'The same password again': PASSWORD });
      await press(page, 'Keep this password');
      assert.equal(new URL(page.url()).pathname, '/account/begin');
      await looksRight(page, 'account-begin');
      await page.goto('/work');
      assert.equal(new URL(page.url()).pathname, '/account/begin', 'no further before it is done');

      await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
      await at(page, '/account/app');
      await looksRight(page, 'account-app');
      const secret = await page.locator('#secret').innerText();
      await page.getByRole('img', { name: 'The picture to scan with the app' }).waitFor();
      await fill(page, { 'The 6 figures that the app shows now': '000000' });
      await press(page, 'Use this app');
      await page.getByText('The clock of your phone may be wrong').first().waitFor();
      await fill(page, { 'The 6 figures that the app shows now': codeOf(secret) });
      await press(page, 'Use this app');
      await looksRight(page, 'account-codes');
      const codes = await page.locator('#codes code').allInnerTexts();
      assert.equal(new Set(codes).size, 10);
      await page.getByRole('button', { name: 'I have written them down: carry on' }).click();
      await at(page, '/work');
      await page.getByRole('link', { name: 'Account', exact: true }).click();
      await at(page, '/account');
      await looksRight(page, 'account');
      await page.getByText('10 are left').waitFor();

      await press(page, 'Sign out');
      await fill(page, { 'Name you sign in with': login, Password: PASSWORD });
      await press(page, 'Sign in');
      assert.equal(new URL(page.url()).pathname, '/sign-in/code');
      await looksRight(page, 'sign-in-code');
      // The code of the next half minute: the one of now may have been used to set the app up.
      await fill(page, { Code: codeOf(secret, 1) });
      await press(page, 'Sign in');
      assert.equal(new URL(page.url()).pathname, '/work');

      await press(page, 'Sign out');
      await fill(page, { 'Name you sign in with': login, Password: PASSWORD });
      await press(page, 'Sign in');
      await fill(page, { Code: codes[0].toUpperCase() });
      await press(page, 'Sign in');
      await page.goto('/account');
      await page.getByText('9 are left').waitFor();
    });
  });
});
