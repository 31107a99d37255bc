// Taking a report: danger first, nothing lost, nothing twice.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fill, looksRight, press, signIn, VIEWS, visit } from './lib.mjs';
import {
  CALLER,
  DANGER,
  handTo,
  kept,
  receipt,
  record,
  REGION,
  saysNothingOf,
  somebody,
  startReport,
  status,
  takeReport,
  told,
} from './journeys.mjs';

const WORDS = 'He took the keys and said nobody would believe me. I am at the launderette.';
const WITH_SCRIPT = VIEWS[0];
const NO_SCRIPT = VIEWS.find((view) => !view.javaScript);

// The sign-in ends and no page of this browser hears of it, as when somebody else ends it.
async function endsUnseen(page) {
  await page.goto('/work');
  const csrf = await page.locator('input[name="csrf"]').first().inputValue();
  const answer = await page.request.post('/sign-out', {
    form: { csrf },
    headers: { origin: new URL(page.url()).origin },
  });
  assert.ok(answer.ok(), `signing out answered ${answer.status()}`);
  await page.goto('/sign-in');
}

describe('a report from the survivor', () => {
  for (const view of VIEWS) {
    test(`shows what to do in danger before any question, and is recorded whole, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        await startReport(page);
        await adviceComesFirst(page);
        await looksRight(page, 'report');
        await fill(page, { [DANGER]: 'No', ...whole(somebody()) });
        const { reference } = await record(page);
        await told(page, `The regional housing manager for ${REGION} has it now`);
        assert.match(reference, /^HF-/);
        await looksRight(page, 'report-received');
      }));

    test(`is recorded with only the question about danger answered, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        await takeReport(page, { [DANGER]: 'Not known' });
        await told(page, 'stands first on everybody’s list');
      }));

    test(`without an answer about danger leads to the question and keeps all else, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        await startReport(page);
        const person = somebody();
        await fill(page, whole(person));
        await press(page, 'Record this report');
        await told(page, 'There is a problem');
        await looksRight(page, 'report-danger-missing');
        await page.getByRole('link', { name: /is anybody in danger now/i }).click();
        const field = await page.evaluate(() => document.activeElement?.name ?? location.hash);
        assert.ok(['danger', '#danger'].includes(field), `the message leads to the question, not to ${field}`);
        await everyAnswerStands(page, person);
        await fill(page, { [DANGER]: 'No' });
        await record(page);
      }));
  }
});

describe('what was typed in a report is kept', () => {
  for (const view of VIEWS.filter((one) => one.javaScript)) {
    test(`when the tab is closed without sending, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page, context) => {
        const tab = await context.newPage();
        await startReport(tab);
        const person = somebody();
        await kept(tab, 'name', () => fill(tab, { 'What would they like to be called?': person.name }));
        await kept(tab, 'danger', () => fill(tab, { [DANGER]: 'No' }));
        await kept(tab, 'words', () => fill(tab, { 'What was said?': WORDS }));
        await status(tab, /^Kept at \d\d:\d\d/);
        const draft = new URL(tab.url()).pathname;
        await tab.close();
        await openUnfinished(page, draft);
        assert.equal(await page.getByLabel('What was said?').inputValue(), WORDS);
        assert.equal(await page.getByLabel('What would they like to be called?').inputValue(), person.name);
        assert.ok(await page.getByRole('group', { name: DANGER }).getByLabel('No', { exact: true }).isChecked());
      }));
  }

  for (const view of VIEWS.filter((one) => !one.javaScript)) {
    test(`with “Keep and go on” where scripts do not run, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        await startReport(page);
        const draft = new URL(page.url()).pathname;
        const person = somebody();
        await fill(page, { 'What would they like to be called?': person.name, 'What was said?': WORDS });
        await page.getByRole('button', { name: 'Keep and go on' }).nth(1).click();
        await page.waitForURL('**#where');
        await openUnfinished(page, draft);
        assert.equal(await page.getByLabel('What was said?').inputValue(), WORDS);
        assert.equal(await page.getByLabel('What would they like to be called?').inputValue(), person.name);
      }));
  }

  // The second tab is not watched for refused requests: that the service refuses is what these tests want.
  test('when the sign-in ended meanwhile: after signing in again nothing typed is missing', () =>
    visit({ view: WITH_SCRIPT, role: CALLER }, async (page, context) => {
      const tab = await context.newPage();
      await startReport(tab);
      const draft = new URL(tab.url()).pathname;
      await endsUnseen(page);
      const refused = await kept(tab, 'words', () => fill(tab, { 'What was said?': WORDS }));
      assert.equal(refused, 401);
      await status(tab, 'nothing typed is lost');
      assert.equal(await tab.getByLabel('What was said?').inputValue(), WORDS);
      await signIn(page, CALLER);
      const again = tab.waitForResponse((answer) => answer.url().endsWith('/keep') && answer.ok());
      await fill(tab, { 'Home address': '4 Example Wharf' });
      await again;
      await kept(tab, 'known-as', () => fill(tab, { 'Another name they are known by': 'Tam' }));
      await status(tab, /^Kept at/);
      await page.goto(draft);
      assert.equal(await page.getByLabel('What was said?').inputValue(), WORDS);
      assert.equal(await page.getByLabel('Home address').inputValue(), '4 Example Wharf');
    }));

  test('when the sign-in ended meanwhile and scripts do not run: what was kept before is there', () =>
    visit({ view: NO_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      const draft = new URL(page.url()).pathname;
      await fill(page, { 'What was said?': WORDS });
      await page.getByRole('button', { name: 'Keep it for later' }).click();
      await context.clearCookies();
      await press(page, 'Keep it for later');
      await page.waitForURL(/\/sign-in/);
      await signIn(page, CALLER);
      await throwAway(page);
      await openUnfinished(page, draft);
      assert.equal(await page.getByLabel('What was said?').inputValue(), WORDS);
    }));

  test('when the sign-in ended meanwhile and scripts do not run: what was being sent is there too', () =>
    visit({ view: NO_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      const draft = new URL(page.url()).pathname;
      await fill(page, { 'What was said?': WORDS });
      await context.clearCookies();
      await press(page, 'Keep it for later');
      await page.waitForURL(/\/sign-in/);
      await signIn(page, CALLER);
      await told(page, WORDS);
      await press(page, 'Carry on');
      await throwAway(page);
      await openUnfinished(page, draft);
      assert.equal(await page.getByLabel('What was said?').inputValue(), WORDS);
    }));

  // The tab with the form is not watched: with scripts its answers are refused on the way, as they should be.
  for (const view of VIEWS) {
    test(`when the sign-in ended and the page did not hear of it: the whole form waits behind the sign-in, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page, context) => {
        const tab = await context.newPage();
        tab.view = view;
        await startReport(tab);
        await endsUnseen(page);
        await fill(tab, { [DANGER]: 'No', 'What was said?': WORDS, 'Home address': '4 Example Wharf' });
        await press(tab, 'Record this report');
        await tab.waitForURL(/\/sign-in/);
        await told(tab, 'What you wrote is kept');
        await looksRight(tab, 'sign-in-kept');
        await signIn(tab, CALLER);
        await told(tab, 'You were signed out while you were writing. What you wrote is kept.');
        await told(tab, WORDS);
        await looksRight(tab, 'held');
        await press(tab, 'Carry on');
        await receipt(tab);
        await tab.goto('/held');
        await told(tab, 'You sent this on');
        await throwAway(tab);
      }));
  }

  test('when another person signs in after them: nothing of it is shown to the other', () =>
    visit({ view: NO_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      await fill(page, { 'What was said?': WORDS });
      await context.clearCookies();
      await press(page, 'Keep it for later');
      await signIn(page, 'Housing officer');
      await saysNothingOf(page, WORDS);
      await page.goto('/held');
      await told(page, 'Nothing is kept here');
      await saysNothingOf(page, WORDS);
      await handTo(page, CALLER);
      await throwAway(page);
    }));
});

describe('two tabs on one report', () => {
  test('do not overwrite each other unseen: both answers are shown, and one is chosen', () =>
    visit({ view: WITH_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      const tab = await context.newPage();
      await tab.goto(page.url());
      await kept(page, 'words', () => fill(page, { 'What was said?': 'First words' }));
      const refused = await kept(tab, 'words', () => fill(tab, { 'What was said?': 'Second words' }));
      assert.equal(refused, 409);
      const box = tab.getByRole('group', { name: 'Someone else changed this answer' });
      await box.waitFor();
      assert.match(await box.innerText(), /Second words[\s\S]*First words/);
      tab.view = WITH_SCRIPT;
      await looksRight(tab, 'report-conflict');
      assert.equal(await kept(tab, 'words', () => press(tab, 'Keep mine')), 200);
      await page.reload();
      assert.equal(await page.getByLabel('What was said?').inputValue(), 'Second words');
    }));

  test('do not overwrite each other unseen where scripts do not run', () =>
    visit({ view: NO_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      const tab = await context.newPage();
      await tab.goto(page.url());
      await fill(page, { 'What was said?': 'First words' });
      await press(page, 'Keep it for later');
      await fill(tab, { 'What was said?': 'Second words', 'Home address': '5 Example Wharf' });
      await press(tab, 'Keep it for later');
      await told(tab, 'There is a problem');
      const shown = await tab.locator('main').innerText();
      assert.match(shown, /You had: Second words/);
      assert.equal(await tab.getByLabel('What was said?').inputValue(), 'First words');
      assert.equal(await tab.getByLabel('Home address').inputValue(), '5 Example Wharf');
      tab.view = NO_SCRIPT;
      await looksRight(tab, 'report-conflict');
    }));

  test('that both record the report make one record and read the same reference', () =>
    visit({ view: NO_SCRIPT, role: CALLER }, async (page, context) => {
      await startReport(page);
      await fill(page, { [DANGER]: 'No', 'What was said?': WORDS });
      await press(page, 'Keep it for later');
      const tab = await context.newPage();
      await tab.goto(page.url());
      const button = (where) => where.getByRole('button', { name: 'Record this report', exact: true });
      await Promise.all([button(page).click(), button(tab).click()]);
      assert.deepEqual(await receipt(tab), await receipt(page));
    }));
});

describe('sending a report', () => {
  for (const view of [WITH_SCRIPT, NO_SCRIPT]) {
    test(`twice by a double click makes one record, at ${view.name}`, () =>
      visit({ view, role: CALLER }, async (page) => {
        await startReport(page);
        const draft = page.url();
        await fill(page, { [DANGER]: 'No', 'What was said?': WORDS });
        await page.getByRole('button', { name: 'Record this report', exact: true }).dblclick();
        const first = await receipt(page);
        await page.goto(draft);
        assert.deepEqual(await receipt(page), first, 'the same page gives the same receipt again');
      }));
  }

  test('while the last answer is still on its way loses nothing of it', () =>
    visit({ view: WITH_SCRIPT, role: CALLER }, async (page) => {
      await startReport(page);
      await kept(page, 'danger', () => fill(page, { [DANGER]: 'No' }));
      let release;
      const pressed = new Promise((go) => (release = go));
      const reached = new Promise((heard) => holdBack(page, heard, pressed));
      await fill(page, { 'What was said?': 'He is back' });
      await reached;
      await fill(page, { 'What was said?': 'He is back and at the door' });
      await page.getByRole('button', { name: 'Record this report', exact: true }).click();
      release();
      const { path } = await receipt(page);
      await handTo(page, 'Domestic-abuse lead');
      await page.goto(path);
      await told(page, 'He is back and at the door');
    }));
});

/** The service keeps an answer, but what it says of it does not reach the page before `pressed`. */
const holdBack = (page, heard, pressed) =>
  page.route('**/keep', async (route) => {
    const response = await route.fetch();
    heard();
    await pressed;
    await route.fulfill({ response });
  });

const whole = ({ name, phone }) => ({
  'Have the police been called?': 'Nobody has called the police',
  'How did it come?': 'Phone',
  'What would they like to be called?': name,
  'Phone number': phone,
  'Home address': '12 Example Row\nZZ99 3VZ',
  Region: REGION,
  'What was said?': WORDS,
  'When did it happen?': { day: '', month: '10', year: '2026' },
  'How severe is it, as far as you can tell?': 'High: serious harm is likely',
});

async function everyAnswerStands(page, { name, phone }) {
  const value = (label) => page.getByLabel(label, { exact: true }).inputValue();
  assert.equal(await value('What would they like to be called?'), name);
  assert.equal(await value('Phone number'), phone);
  assert.equal((await value('Home address')).replace(/\r/g, ''), '12 Example Row\nZZ99 3VZ');
  assert.equal(await value('What was said?'), WORDS);
  assert.equal(await page.getByRole('group', { name: 'When did it happen?' }).getByLabel('Month').inputValue(), '10');
  assert.equal(await page.getByLabel('Region').locator('option:checked').innerText(), REGION);
  assert.ok(await page.getByLabel('High: serious harm is likely').isChecked());
  assert.ok(await page.getByLabel('Nobody has called the police').isChecked());
}

async function adviceComesFirst(page) {
  const [advice, question] = await Promise.all(
    [/999/, DANGER].map((words) => page.locator('main').getByText(words).first().boundingBox()),
  );
  assert.ok(advice.y < question.y, 'what to do in danger stands above the first question');
  const text = await page.locator('.app-danger').innerText();
  for (const part of ['999', '55', 'Stay on the line', 'who called the police, and the reference']) {
    assert.ok(text.includes(part), `the advice says “${part}”`);
  }
}

/** Nothing that was held is left for the tests that sign in as the same person. */
async function throwAway(page) {
  await page.goto('/held');
  await press(page, 'Throw it away');
  await page.goto('/held');
  await told(page, 'Nothing is kept here');
}

async function openUnfinished(page, draft) {
  await page.goto('/reports');
  await told(page, 'Not finished yet');
  await page.locator(`a[href="${draft}"]`).click();
  await page.waitForURL(`**${draft}`);
}
