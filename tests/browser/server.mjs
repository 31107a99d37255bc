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
  const data = mkdtempSync(join(tmpdir(), 'holdfast-browser-'));
  const args = ['demo', '--listen', '127.0.0.1:0', '--data', data, '--format', 'json', ...more];
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
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
    return { ...(await announcement(child, ended)), stop };
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
  const lines = createInterface({ input: child.stdout });
  const said = new Promise((resolve) => {
    lines.on('line', (line) => line.startsWith('{') && resolve(JSON.parse(line)));
  });
  const gone = ended.then(([status]) => {
    throw new Error(`${program} ended with ${status} before it listened; see ${join(home, 'server.log')}`);
  });
  const told = await Promise.race([said, gone]);
  if (!told.listening) throw new Error(`${program} did not say where it listens: ${JSON.stringify(told)}`);
  return told;
}
