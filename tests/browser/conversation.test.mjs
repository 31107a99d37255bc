// The first conversation with a survivor: one page, in the order in which it goes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { CALLER, DANGER, day, handTo, MANAGER, REGION, somebody, takeReport, told } from './journeys.mjs';

const CHILDREN = 'Do children live in the home, or often stay there?';
const ADULTS = 'Does an adult at risk live in the home?';
const WISHES = 'I want the lock changed. I do not want to move, and I do not want the police yet.';
const HAPPENED = 'He stood in the doorway for an hour and would not let me out.';

describe('the first conversation', () => {
  for (const view of VIEWS) {
    test(`filled whole is on the record as it was told, how to get in touch first, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const person = somebody();
        const { path } = await begin(page, person);
        await looksRight(page, 'conversation');
        await fillWhole(page, person);
        await looksRight(page, 'conversation-filled');
        await press(page, 'Record this conversation');
        await page.waitForURL(`**${path}`);
        await handTo(page, MANAGER);
        await page.goto(path);
        await contactStandsFirst(page);
        await onRecord(page, person);
        await looksRight(page, 'case-after-conversation');
      }));

    test(`cannot skip who is at home, and keeps everything else, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        const { path } = await begin(page, somebody());
        await fill(page, { [DANGER]: 'No', 'What do they want?': WISHES });
        await press(page, 'Record this conversation');
        const summary = page.locator('.govuk-error-summary');
        await summary.waitFor();
        assert.equal(await summary.getByRole('link').count(), 2, 'both questions about the home are asked for');
        await looksRight(page, 'conversation-household-missing');
        assert.equal(await page.getByLabel('What do they want?').inputValue(), WISHES);
        await fill(page, { [CHILDREN]: 'Not known', [ADULTS]: 'No' });
        await press(page, 'Record this conversation');
        await page.waitForURL(`**${path}`);
        const children = page.locator('.govuk-summary-list__row', { hasText: /^\s*Children at home/ }).first();
        assert.doesNotMatch(await children.innerText(), /\bNo\b/, 'not known has not become no');
        await told(page, 'No way of getting in touch is known to be safe');
      }));
  }
});

async function begin(page, { name }) {
  const taken = await takeReport(page, { 'What would they like to be called?': name, Region: REGION });
  await press(page, 'Go on with the conversation');
  await page.waitForURL('**/conversation/**');
  return taken;
}

async function fillWhole(page, { name, phone }) {
  await fill(page, {
    [DANGER]: 'No',
    'Is it safe for them to talk now?': 'Yes',
    'Who else is there, or may come in?': 'Nobody until four',
    'What do we do if the line drops?': 'Do not call back: wait for them',
    'A code word that tells us to stop': 'marmalade',
    'Have you explained what stays between us, and when it cannot?': 'Yes',
    [CHILDREN]: 'Yes',
    'Name of a child (1)': 'Pip Wetherlow',
    [ADULTS]: 'Not known',
  });
  await page.locator('#way-phone summary').click();
  await fill(page.locator('#way-phone'), {
    Number: phone,
    'Whose is it?': 'Theirs alone',
    'Does anybody else hear it, answer it or look at it?': 'No',
    'Is it safe? (Phone call)': 'Safe',
    'They told me today that it is safe': true,
    'When is it safe?': 'At any time',
    'If nobody answers, may we leave a message?': 'Never leave a message',
  });
  await fill(page, {
    'Where would they like to meet?': 'The library, upstairs',
    'Who would they rather speak with?': 'A woman',
    'Which language would they like to use?': 'English',
    'Whom would they like beside them?': 'Her aunt',
    'What would make it easier?': 'Breaks, and a chair near the door',
  });
  await fill(page.locator('#perp-1'), {
    'Their name': `Alistair of ${name}`,
    'How are they connected?': 'Are or were married',
    'Do they live in the home?': 'No',
    'Do they have keys?': 'Yes',
  });
  await fill(page.locator('#incident-1'), {
    'What happened?': HAPPENED,
    'When did it happen?': { day: '', month: '9', year: '2026' },
    'What kind of abuse was it?': ['Controlling or coercive', 'Threats'],
    'Were children there, or did they see or hear it?': 'Yes',
  });
  await fill(page, {
    'What do they want?': WISHES,
    'National helpline': 'Said aloud',
    'How severe is it, after this conversation?': 'High: serious harm is likely',
    'How will you be in touch?': 'Phone call',
    'On which day?': day(2),
    'What do we do if it does not happen?': 'Try again in the next safe window',
  });
  await fill(page.locator('#part-next'), { From: '10:00', Until: '11:00' });
}

async function contactStandsFirst(page) {
  const tops = await Promise.all(
    ['#contact', '#due', '#wants', '#people', '#incidents', '#chronology'].map(async (part) => {
      return (await page.locator(part).boundingBox()).y;
    }),
  );
  assert.deepEqual(tops, [...tops].sort((one, other) => one - other), 'the parts stand in their order');
}

async function onRecord(page, { name, phone }) {
  const part = (id) => page.locator(id).innerText();
  assert.match(await part('#contact'), /Phone call[\s\S]*Next contact agreed[\s\S]*try again in the next safe window/);
  assert.ok((await part('#wants')).includes(WISHES), 'what they want stands in their words');
  const people = await part('#people');
  for (const one of [name, `Alistair of ${name}`, 'Pip Wetherlow']) assert.ok(people.includes(one), `${one} is named`);
  const incidents = await part('#incidents');
  assert.ok(incidents.includes(HAPPENED) && incidents.includes('Controlling or coercive'), 'the incident is there');
  const digits = phone.replace(/\D/g, '').slice(-9);
  assert.ok(!(await page.content()).replace(/[^0-9<>]/g, '').includes(digits), 'the number is not on the page');
}
