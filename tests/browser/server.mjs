// The program under test: a throw-away demo on a free port, with its fictional people.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SHARED = 'HOLDFAST_BROWSER_SERVER';
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.HOLDFAST_PROGRAM ?? join(root, 'target/debug/holdfast');

/** Where the tests' packages are and their pictures go. */
export const home = process.env.HOLDFAST_BROWSER_MODULES ?? join(root, 'target/browser');

/**
 * Starts a demo. Gives what it printed, `{ listening, sign_in: [{ role, name, password }] }`, and `stop()`.
 * A test that needs a store of its own starts one with the arguments it wants; the others share one.
 */
export async function startServer(...more) {
  // One person does here in minutes what many do in an hour.
  const args = ['--listen', '127.0.0.1:0', '--format', 'json', '--no-limits', ...more];
  return start((data) => ['demo', '--data', data, ...args], announcement);
}

/**
 * Starts an installation that nobody has set up. Gives `{ listening, setUp }`, the address at which people open it
 * and the link that sets it up, and `stop()`.
 */
export async function startEmpty() {
  return start((data) => ['serve', '--listen', '127.0.0.1:0', '--data', join(data, 'store')], greeting);
}

async function start(args, announced) {
  const data = mkdtempSync(join(tmpdir(), 'holdfast-browser-'));
  const child = spawn(program, args(data), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit').catch((error) => [error.message]);
  child.stderr.pipe(createWriteStream(join(home, 'server.log'), { flags: 'a' }));
  const stop = async () => {
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(forced);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { ...(await announced(child, ended)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server that `run.mjs` started for every file, or one of this file's own. */
export async function sharedServer() {
  const shared = process.env[SHARED];
  return shared ? { ...JSON.parse(shared), stop: async () => {} } : startServer();
}

/** Lets the test files find the server. */
export function share({ listening, sign_in }) {
  process.env[SHARED] = JSON.stringify({ listening, sign_in });
}

async function announcement(child, ended) {
  const told = await said(child, ended, (line) => line.startsWith('{') && JSON.parse(line));
  if (!told.listening) throw new Error(`${program} did not say where it listens: ${JSON.stringify(told)}`);
  return told;
}

async function greeting(child, ended) {
  const setUp = await said(child, ended, (line) => /^https?:.*\/set-up\//.test(line) && line);
  return { listening: new URL(setUp).origin, setUp: new URL(setUp).pathname };
}

/** What `read` makes of the first line of which it makes anything. */
async function said(child, ended, read) {
  const lines = createInterface({ input: child.stdout });
  const found = new Promise((resolve) => {
    lines.on('line', (line) => read(line) && resolve(read(line)));
  });
  const gone = ended.then(([status]) => {
    throw new Error(`${program} ended with ${status} before it listened; see ${join(home, 'server.log')}`);
  });
  return Promise.race([found, gone]);
}
