// Signing in through an identity provider in a real browser: what a cookie, a form and a redirect do there is what
// no test of the server alone can show. The provider is a small one of this file's own.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { VIEWS, axe, looksRight, noOverflow, press, startServer, visit } from './lib.mjs';

const SUBJECT = 'somebody-of-the-demo';
const LABEL = 'Brookvale account';

const directory = mkdtempSync(join(tmpdir(), 'holdfast-provider-'));
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const codes = new Map();
let provider;
let issuer;
let program;

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An ID token for whoever asked with this nonce. */
function token(nonce) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: SUBJECT, aud: 'holdfast', iat: now, exp: now + 300, auth_time: now, nonce };
  const said = `${part({ alg: 'EdDSA', kid: 'one', typ: 'JWT' })}.${part({ ...claims, amr: ['pwd', 'mfa'] })}`;
  return `${said}.${sign(null, Buffer.from(said), privateKey).toString('base64url')}`;
}

function description() {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorise`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['EdDSA'],
  };
}

/** The provider's own page: nobody is signed in before they press its button. */
function page(url, response) {
  const { state, nonce, redirect_uri: back, code_challenge: challenge } = Object.fromEntries(url.searchParams);
  const code = `code-${codes.size + 1}`;
  codes.set(code, { nonce, challenge });
  const onward = `${back}?code=${code}&state=${state}`;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!DOCTYPE html><html lang="en"><title>Provider</title>
    <link rel="icon" href="data:,"><h1>The provider</h1>
    <form method="post" action="/consent?to=${encodeURIComponent(onward)}"><button>Yes, it is me</button></form>`);
}

async function answer(request, response) {
  const url = new URL(request.url, issuer);
  const json = (value, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'EdDSA' };
  if (url.pathname === '/.well-known/openid-configuration') return json(description());
  if (url.pathname === '/keys') return json({ keys: [jwk] });
  if (url.pathname === '/authorise') return page(url, response);
  if (url.pathname === '/consent') return response.writeHead(303, { location: url.searchParams.get('to') }).end();
  if (url.pathname !== '/token') return response.writeHead(404).end();
  let body = '';
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const given = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  if (!given || given.challenge !== challenge) return json({ error: 'invalid_grant' }, 400);
  return json({ access_token: 'unused', token_type: 'Bearer', id_token: token(given.nonce) });
}

before(async () => {
  provider = createServer((request, response) => answer(request, response).catch(() => response.destroy()));
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${provider.address().port}`;
  const secret = join(directory, 'secret');
  writeFileSync(secret, 'quartz lantern\n', { mode: 0o600 });
  const config = join(directory, 'config.toml');
  writeFileSync(
    config,
    `[provider]\nissuer = "${issuer}"\nclient_id = "holdfast"\nclient_secret_file = "${secret}"\nlabel = "${LABEL}"\n`,
  );
  const demo = await startServer('--cases', '3', '--config', config);
  // By its name: to a browser the provider's number is then another site.
  program = { ...demo, listening: demo.listening.replace('127.0.0.1', 'localhost') };
});

after(async () => {
  await program?.stop();
  provider?.close();
  rmSync(directory, { recursive: true, force: true });
});

test('somebody is linked by a one-time link, and signs in by the button from then on', async () => {
  let link;
  let somebody;
  let word;
  await visit({ role: 'Administrator', on: program }, async (page) => {
    await page.goto('/people');
    const links = page.locator('main a[href^="/people/"]');
    const people = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href').split('/')[2]));
    [somebody] = people;
    await page.goto(`/people/${somebody}/link`);
    await press(page, 'Make the link');
    link = new URL(/https?:\/\/\S+\/password\/[0-9a-f]+/.exec(await page.innerText('main'))[0]).pathname;
  });
  // The account is in use, so a second colleague vouches for them.
  await visit({ role: 'Domestic-abuse lead', on: program }, async (page) => {
    await page.goto('/account');
    await page.getByRole('link', { name: 'Vouch for a colleague' }).click();
    await looksRight(page, 'vouch');
    await page.locator(`form[action="/vouch/${somebody}"] button`).click();
    word = await page.locator('main code').innerText();
    await looksRight(page, 'vouched');
  });
  for (const [at, view] of VIEWS.entries()) {
    await visit({ view, on: program }, async (page, context) => {
      await page.goto(at === 0 ? link : '/sign-in');
      if (at === 0) await page.locator('form[action="/sign-in/provider"] [name=word]').fill(word);
      await axe(page);
      await noOverflow(page);
      await page.getByRole('button', { name: `Sign in with ${LABEL}` }).click();
      await page.waitForURL(`${issuer}/**`);
      const away = (await context.cookies(program.listening)).find((cookie) => cookie.name === 'away');
      assert.equal(away.sameSite, 'Lax');
      await page.getByRole('button', { name: 'Yes, it is me' }).click();
      await page.waitForURL((url) => url.origin === program.listening && !url.pathname.startsWith('/sign-in'));
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      const cookies = await context.cookies(program.listening);
      assert.deepEqual(cookies.map(({ name, sameSite }) => [name, sameSite]), [['work', 'Strict']]);
      // The way there is not in the history: going back leads to no page that goes on by itself.
      await page.goto('/about');
      await page.goBack();
      assert.ok(!page.url().includes('/sign-in/provider'), page.url());
    });
  }
});

test('a sign-in that did not work is told on a page that everybody can use', async () => {
  for (const view of VIEWS) {
    await visit({ view, on: program }, async (page) => {
      await page.goto('/sign-in/provider/back?code=a&state=b');
      await page.getByRole('heading', { name: 'That sign-in did not work' }).waitFor();
      await axe(page);
      await noOverflow(page);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('button', { name: `Sign in with ${LABEL}` }).waitFor();
    });
  }
});
