// The least that must hold: the program answers, and a person can read the sign-in page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { VIEWS, address, looksRight, visit } from './lib.mjs';

test('the program says that it is well', async () => {
  const answer = await fetch(await address('/healthz'));
  assert.equal(answer.status, 200);
});

describe('the sign-in page', () => {
  for (const view of VIEWS) {
    test(`can be read and used at ${view.name}`, () =>
      visit({ view }, async (page) => {
        const answer = await page.goto('/sign-in');
        assert.equal(answer.status(), 200);
        await looksRight(page, 'sign-in');
        assert.equal(await page.locator('input[autocomplete~=username]').count(), 1);
        assert.equal(await page.locator('input[type=password]').count(), 1);
      }));
  }
});

test('nobody who is not signed in sees anything but the sign-in page', () =>
  visit({}, async (page) => {
    await page.goto('/');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
  }));
