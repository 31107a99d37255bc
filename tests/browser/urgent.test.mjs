// A record that is not one's own, opened in an emergency; and where somebody is, with a second person's yes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { CALLER, handedRecord, handTo, LEAD, saysNothingOf, told } from './journeys.mjs';

const PRIVACY = 'Privacy officer';
const STRANGER = 'marek.holloway';
const WHAT = 'The reference, or the survivor’s first and last name';

async function open(page, what) {
  await page.goto('/urgent');
  await fill(page, { [WHAT]: what, 'What is happening?': 'The police are at her door and nobody answers.' });
  await press(page, 'Open it');
}

describe('a record that is needed now', () => {
  for (const view of VIEWS) {
    test(`opens for half an hour to somebody without a relation, and a second person says yes, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const { phone, path, reference } = await handedRecord(page);
        const digits = phone.replaceAll(' ', '').slice(1);
        await handTo(page, STRANGER);
        await page.goto('/urgent');
        await looksRight(page, 'urgent');
        await open(page, 'Nobody Wetherlow');
        await told(page, 'Nothing was opened.');
        await looksRight(page, 'urgent-nothing');
        await open(page, reference);
        await page.waitForURL(`**${path}`);
        await told(page, 'Open to you in an emergency: 30 minutes left');
        await looksRight(page, 'urgent-record');
        assert.ok(!(await page.content()).replaceAll(/\D/g, '').includes(digits), 'no number is on the page');
        await page.getByRole('link', { name: /^Ask somebody on call for/ }).first().click();
        await looksRight(page, 'urgent-ask');
        await fill(page, { 'Why do you need to know it, now?': 'The ambulance cannot find her.' });
        await press(page, 'Ask');
        await told(page, 'You have waited for');
        await told(page, 'Open to you in an emergency');
        await looksRight(page, 'urgent-waiting');
        const ask = new URL(page.url()).pathname;
        await handTo(page, LEAD);
        await page.goto('/on-call');
        await looksRight(page, 'on-call');
        await page.locator('.app-block', { hasText: reference }).getByRole('link', { name: /^Answer/ }).click();
        await looksRight(page, 'on-call-answer');
        await fill(page, { 'May they see it, once?': 'Yes, within 15 minutes', 'Why, and how you know who is asking': 'I rang the crew back.' });
        await press(page, 'Answer');
        await handTo(page, STRANGER);
        await page.goto(ask);
        await told(page, 'said yes');
        await looksRight(page, 'urgent-yes');
        await press(page, 'Show it once');
        assert.ok((await page.innerText('main')).replaceAll(/\D/g, '').includes(digits), 'the number is shown');
        await page.goto(ask);
        await told(page, 'A yes is for once');
        await saysNothingOf(page, phone);
      }));
  }

  test('is gone through by a privacy officer', () =>
    visit({ role: CALLER }, async (page) => {
      const { reference } = await handedRecord(page);
      await handTo(page, STRANGER);
      await open(page, reference);
      await handTo(page, PRIVACY);
      await page.goto('/review');
      const block = page.locator('.app-block', { hasText: reference }).first();
      await looksRight(page, 'review');
      await block.getByRole('link', { name: /^Say what you found/ }).click();
      await looksRight(page, 'review-one');
      await press(page, 'Record this');
      await page.getByText('Choose whether it was in order').first().waitFor();
      await fill(page, { 'Was it in order?': 'Yes', 'What you found': 'I rang the police: it was so.' });
      await press(page, 'Record this');
      await told(page, 'I rang the police: it was so.');
    }));
});
