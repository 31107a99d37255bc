// An installation is set up and its administrator signs in with a passkey, which a test device of the browser keeps.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { looksRight, press, startEmpty, VIEWS, visit } from './lib.mjs';
import { at, devices, makePasskey, setUp } from './journeys.mjs';

const [DESK, , TELEPHONE] = VIEWS;

let server;
// The passkey of the administrator, as the test device gives it out: to be put on another one.
let kept;

before(async () => {
  server = await startEmpty();
});

after(() => server?.stop());

const says = (page, words) => page.locator('main').getByText(words).first().waitFor();

async function signIn(page) {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

async function signOut(page) {
  await press(page, 'Sign out');
  await at(page, '/sign-in');
}

describe('a passkey', () => {
  test('is made by whoever sets the installation up, and signs them in without a name', () =>
    visit({ on: server }, async (page, context) => {
      const device = await (await devices(page, context))();
      await setUp(page, server);
      await looksRight(page, 'passkey-new');
      await makePasskey(page, 'Work phone');
      await at(page, '/people');
      assert.equal((await device.keeps()).length, 1);
      assert.ok((await device.keeps())[0].isResidentCredential, 'it is found without a name');

      await signOut(page);
      await looksRight(page, 'sign-in-passkey');
      await signIn(page);
      await at(page, '/people');
      await page.goto('/account/passkeys');
      await says(page, 'Work phone');
      await looksRight(page, 'passkeys');
      [kept] = await device.keeps();
    }));

  test('signs nobody in where the device does not look who holds it', () =>
    visit({ on: server }, async (page, context) => {
      const device = await (await devices(page, context))(kept);
      await device.verifies(false);
      await signIn(page);
      await says(page, 'The device gave no passkey');
      assert.equal(new URL(page.url()).pathname, '/sign-in');
      assert.deepEqual((await context.cookies()).map(({ name }) => name), ['asked'], 'nobody is signed in');
      await looksRight(page, 'sign-in-not-verified');
      await device.verifies(true);
      await signIn(page);
      await at(page, '/people');
      [kept] = await device.keeps();
    }));

  test('is not made twice on one device, and is not taken away where it is the last way in', () =>
    visit({ on: server }, async (page, context) => {
      const device = await (await devices(page, context))(kept);
      await signIn(page);
      await at(page, '/people');
      [kept] = await device.keeps();
      await page.goto('/account/passkeys/new');
      await page.getByRole('button', { name: 'Make a passkey' }).click();
      await says(page, 'There is a passkey of yours on this device already');
      await page.goto('/account/passkeys');
      await page.getByRole('link', { name: 'Rename or remove Work phone' }).click();
      await looksRight(page, 'passkey-one');
      await press(page, 'Remove');
      await says(page, 'You would have no way left to sign in');
      await looksRight(page, 'passkey-last');
    }));

  test('signs nobody in once it was removed', () =>
    visit({ view: TELEPHONE, on: server }, async (page, context) => {
      const newDevice = await devices(page, context);
      const lost = await newDevice(kept);
      await signIn(page);
      await at(page, '/people');
      [kept] = await lost.keeps();
      await lost.goes();

      const other = await newDevice();
      await page.goto('/account/passkeys/new');
      await looksRight(page, 'passkey-new');
      await makePasskey(page, 'Security key');
      await at(page, '/account/passkeys');
      await looksRight(page, 'passkeys-two');
      await page.getByRole('link', { name: 'Rename or remove Work phone' }).click();
      await looksRight(page, 'passkey-one');
      await press(page, 'Remove');
      await at(page, '/account/passkeys');
      assert.equal(await page.getByText('Work phone').count(), 0);
      const [second] = await other.keeps();
      await signOut(page);
      await other.goes();

      const found = await newDevice(kept);
      await signIn(page);
      await says(page, 'This passkey is not known here');
      await looksRight(page, 'sign-in-removed');
      await found.goes();
      await newDevice(second);
      await signIn(page);
      await at(page, '/people');
    }));
});

describe('a page that asks for a passkey', () => {
  for (const view of VIEWS.filter(({ javaScript }) => !javaScript)) {
    test(`says without scripts what else can be done, at ${view.name}`, () =>
      visit({ view, on: server }, async (page) => {
        await page.goto('/sign-in');
        await says(page, 'A passkey needs a browser that runs scripts');
        assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(), false);
        await looksRight(page, 'sign-in-passkey');
      }));
  }

  test('says at another address where passkeys work', () =>
    visit({ view: DESK, on: { listening: server.listening.replace('localhost', '127.0.0.1') } }, async (page) => {
      await page.goto('/sign-in');
      await says(page, `Passkeys belong to the address ${server.listening}`);
      assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).count(), 0);
      await looksRight(page, 'sign-in-elsewhere');
    }));
});
