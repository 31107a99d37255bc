// Reports that go another way: a suspicion, and somebody who tells of their own behaviour.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import {
  CALLER,
  day,
  FROM_OWN_BEHAVIOUR,
  FROM_SOMEBODY_ELSE,
  handTo,
  MANAGER,
  OFFICER,
  OFFICER_CALLED,
  record,
  REGION,
  saysNothingOf,
  somebody,
  startReport,
  takeReport,
  told,
} from './journeys.mjs';

const HEARD = 'Shouting through the wall most nights, and a child crying.';
const NEIGHBOUR = 'Bartholomew Quillfeather';
const HOW = 'At the yearly gas check, by Shreya, if they are alone at home.';

describe('a neighbour’s report', () => {
  for (const view of VIEWS) {
    test(`is a suspicion: no contact, a plan with a date, and who reported it stays hidden, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const { path } = await reportOfNeighbour(page);
        await looksRight(page, 'suspicion-received');
        await told(page, 'nobody will be told who reported it');
        await handTo(page, MANAGER);
        await handOver(page, path);
        await handTo(page, OFFICER);
        await page.goto(path);
        await told(page, 'Do not contact.');
        await told(page, HEARD);
        await saysNothingOf(page, NEIGHBOUR);
        assert.equal(await page.locator('a[href*="/contact/"]').count(), 0, 'no way of getting in touch is offered');
        await looksRight(page, 'case-suspicion');
        await planEnquiry(page, path);
        const { year } = day(2);
        assert.match(await page.locator('#enquiry').innerText(), new RegExp(`on \\d+ \\w+ ${year} at the latest: ${HOW}`));
      }));
  }

  test('shows its reporter to the regional housing manager, who may know: the control', () =>
    visit({ view: VIEWS[0], role: CALLER }, async (page) => {
      const { path } = await reportOfNeighbour(page);
      await handTo(page, MANAGER);
      await page.goto(path);
      await told(page, NEIGHBOUR);
    }));
});

describe('somebody tells of their own behaviour', () => {
  for (const view of VIEWS) {
    test(`is heard, is offered the Respect phoneline, and learns nothing of any survivor, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const survivor = somebody();
        await takeReport(page, { 'What would they like to be called?': survivor.name, Region: REGION });
        await startReport(page, FROM_OWN_BEHAVIOUR);
        await told(page, '0808 802 4040');
        assert.equal(await page.getByLabel(/who is said to cause the harm/i).count(), 0);
        await saysNothingOf(page, survivor.name);
        await looksRight(page, 'own-behaviour');
        await fill(page, {
          'Is anybody in danger now?': 'No',
          'Their name, if they give it': 'Osric Wetherlow',
          Region: REGION,
          'What was said?': 'I frighten her when I drink. I want to stop.',
          'Do children live with them?': 'Not known',
          'What came of offering the Respect phoneline?': 'They took the details',
        });
        const { path } = await record(page);
        await told(page, '0808 802 4040');
        await handTo(page, MANAGER);
        await page.goto(path);
        await told(page, '0808 802 4040');
        await told(page, 'I frighten her when I drink');
        await saysNothingOf(page, survivor.name);
        assert.equal(await page.locator('#wants, #incidents').count(), 0, 'nothing of a survivor has a place here');
        await looksRight(page, 'case-own-behaviour');
      }));
  }
});

async function reportOfNeighbour(page) {
  await startReport(page, FROM_SOMEBODY_ELSE);
  await told(page, 'Nobody gets in touch with the household until a safe enquiry is planned');
  await fill(page, {
    'Is anybody in danger now?': 'Not known',
    'Who or what brought it to us?': 'A neighbour',
    'Name of the person who tells us, if they give it': NEIGHBOUR,
    'Their phone number': '07700 900777',
    'Who may be experiencing abuse? Leave it out if it is not known': somebody().name,
    Region: REGION,
    'What was said?': HEARD,
    'How severe is it, as far as you can tell?': 'Medium: harm is likely',
  });
  return record(page);
}

async function handOver(page, path) {
  await page.goto(`${path}/handover`);
  await fill(page, { 'Who has it now?': `${OFFICER_CALLED}, housing officer` });
  await press(page, 'Hand over');
  await page.waitForURL((url) => !url.pathname.endsWith('/handover'));
}

async function planEnquiry(page, path) {
  await page.goto(`${path}/enquiry`);
  await saysNothingOf(page, NEIGHBOUR);
  await looksRight(page, 'enquiry');
  await fill(page.locator('#step-history'), { 'Was anything found?': 'No' });
  await page.locator('#step-history').getByRole('button', { name: 'Record what was looked up' }).click();
  await told(page, /Looked up (today|just now)/);
  await page.goto(`${path}/enquiry`);
  await fill(page.locator('#step-plan'), { 'By which day?': day(2), 'How, by whom, and under what harmless reason?': HOW });
  await page.locator('#step-plan').getByRole('button', { name: 'Record the plan' }).click();
  await told(page, `: ${HOW}`);
  await page.goto(path);
}
