// Safe contact: a way is used only when it is safe, only at that moment, and what came of it is recorded.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, VIEWS, visit } from './lib.mjs';
import { day, MANAGER, onWorkList, REGION, somebody, takeReport, told } from './journeys.mjs';

const WAY = 'section.app-way';

describe('a contact plan', () => {
  for (const view of VIEWS) {
    test(`clears a call, whose number shows only after pressing, and its outcome is recorded, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const person = somebody();
        const path = await plan(page, person, { ...SAFE, ...phone(person) });
        await looksRight(page, 'contact-plan');
        await page.goto(path);
        await page.locator('#contact').getByRole('button', { name: /Phone call/ }).click();
        await told(page, 'May be used now');
        assert.ok(!(await isShown(page, person.phone)), 'the number is not on the page before it is asked for');
        await looksRight(page, 'contact-way');
        await press(page, 'Show the call sheet');
        await told(page, 'Never leave a message on voicemail');
        assert.ok(await isShown(page, person.phone), 'the call sheet shows the number');
        await looksRight(page, 'call-sheet');
        await fill(page, { 'What came of it?': 'No answer', 'What was said or noticed': 'Rang out twice.' });
        await press(page, 'Record it');
        await page.waitForURL(`**${path}`);
        assert.match(await page.locator('#chronology').innerText(), /No answer[\s\S]*Rang out twice\./);
        assert.ok(!(await isShown(page, person.phone)), 'the record does not show the number');
      }));

    test(`refuses a number that the alleged perpetrator shares, and says why, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const person = somebody();
        const harms = `Corwin of ${person.name}`;
        const path = await writePlan(page, person, { ...SAFE, ...phone(person) }, harms, {
          ...phone(person),
          'Whose number or address is it?': harms,
          'Is it safe?': 'Not known: do not use',
        });
        await told(page, 'This number is also recorded for another person in this case. Do not use it: choose that it is not safe');
        await looksRight(page, 'contact-shared');
        await fill(page.locator(WAY).first(), { 'Is it safe?': 'Not safe: never use' });
        await press(page, 'Save the plan');
        await kept(page);
        await page.goto(path);
        assert.equal(await page.locator('#contact .app-ways__button').count(), 0, 'no call is offered');
      }));

    test(`prints a letter that says nothing of what it is about, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const person = somebody();
        const path = await plan(page, person, {
          ...SAFE,
          'What kind of contact?': 'Letter',
          'Or give a new one': '3 Example Yard\nZZ99 3WZ',
        });
        await page.goto(path);
        assert.equal(await page.locator('#contact .app-ways__button').count(), 0, 'nothing goes to a home that may be shared');
        await recordAsElsewhere(page, path);
        await page.goto(path);
        await page.locator('#contact').getByRole('button', { name: /Letter/ }).click();
        await fill(page, { 'Number on which they can ring you': '01632 960 001' });
        await press(page, 'Print the letter');
        await told(page, 'Please ring me about your home on');
        const said = `${await page.title()}\n${await page.content()}`;
        assert.doesNotMatch(said, /holdfast|abuse|domestic|survivor|HF-/i);
        assert.ok(said.includes(person.name) && said.includes('3 Example Yard'));
        await looksRight(page, 'letter');
      }));

    test(`agrees the next contact; when it does not happen, its follow-up is due, at ${view.name}`, () =>
      visit({ view, role: MANAGER }, async (page) => {
        const person = somebody();
        const path = await plan(page, person, { ...SAFE, ...phone(person) });
        await page.goto(`${path}/contact/next`);
        await looksRight(page, 'contact-next');
        await page.getByLabel(/^Phone call: /).check();
        await fill(page, {
          'On which day?': day(1),
          From: '10:00',
          Until: '11:00',
          'What do they want us to do if it does not happen?': 'Ask the police to check on them',
        });
        await press(page, 'Save');
        await page.waitForURL(`**${path}`);
        assert.match(await page.locator('#contact').innerText(), /Next contact agreed[\s\S]*ask the police to check/);
        await page.locator('#contact').getByRole('button', { name: /Phone call/ }).click();
        await fill(page, { 'What came of it?': 'No answer', 'This was the contact that had been agreed': true });
        await press(page, 'Record it');
        await page.waitForURL(`**${path}`);
        const due = page.locator('#due .app-lines__line', { hasText: 'Follow up the missed contact' });
        await due.waitFor();
        assert.match(await due.innerText(), /Why: follow up every agreed contact that is missed[\s\S]*\(R-16\)/);
        await looksRight(page, 'case-contact-missed');
      }));
  }

  test('that was agreed and has passed without an outcome is on the list where work is shared out', () =>
    visit({ view: VIEWS[0], role: 'Domestic-abuse lead' }, async (page) => {
      await page.goto('/work');
      const card = await onWorkList(page, 'Follow up the missed contact in the way that was agreed');
      await card.getByRole('link').first().click();
      await told(page, 'Follow up the missed contact in the way that was agreed');
      await looksRight(page, 'case-missed-in-demo');
    }));
});

const SAFE = {
  'Can anybody else see it, hear it or open it?': 'No',
  'Is it safe?': 'Safe',
  'Who said that it is safe?': 'The survivor told us',
  'On which day did they say so?': day(0),
  'When is it safe?': 'Any day, any time',
  'May we leave a message?': 'Never leave a message',
};

/** The alleged perpetrator does not live in the survivor’s home. */
async function recordAsElsewhere(page, path) {
  await page.goto(`${path}/notes/person`);
  await fill(page, { 'What are they here?': ['Alleged perpetrator'], 'Do they live in the survivor’s home?': 'No' });
  await press(page, 'Record this');
  await page.waitForURL((url) => url.pathname === path);
}

const phone = (person) => ({ 'What kind of contact?': 'Phone call', 'Or give a new one': person.phone });

/** Takes a report and makes its contact plan: one way after another, each a block of the form. */
async function plan(page, person, first) {
  const path = await writePlan(page, person, first);
  await kept(page);
  return path;
}

/** The same, whatever is answered to it. */
async function writePlan(page, { name }, first, perpetrator, second) {
  const { path } = await takeReport(page, {
    'What would they like to be called?': name,
    Region: REGION,
    ...(perpetrator && { 'Who is said to cause the harm? Leave it out if it is not known': perpetrator }),
  });
  await page.goto(`${path}/contact`);
  for (const [place, answers] of [first, second].filter(Boolean).entries()) {
    const block = page.locator(WAY).nth(place);
    if (!(await block.getByLabel('What kind of contact?').isVisible())) await block.locator('summary').first().click();
    await fill(block, answers);
  }
  await fill(page, { 'What if the line drops?': 'Do not call back: wait for them' });
  await press(page, 'Save the plan');
  return path;
}

// Only a way that is kept offers this.
const kept = (page) => page.locator(WAY, { hasText: 'record an attempt' }).first().waitFor();

/** Whether this number can be read on the page, however it is written. */
async function isShown(page, number) {
  const text = (await page.locator('body').innerText()) + (await page.content());
  return text.replace(/[\s-]/g, '').includes(number.replace(/\s/g, '').slice(1));
}
