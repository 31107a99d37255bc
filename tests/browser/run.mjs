// Runs every *.test.mjs beside this file, or those whose name contains one of the arguments, against one demo.
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

import { home, share, startServer } from './server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort()
  .map((name) => join(here, name));

if (files.length === 0) {
  console.error(`error: no browser test's file name contains ${wanted.join(' or ')}`);
  process.exit(2);
}
mkdirSync(home, { recursive: true });
rmSync(join(home, 'shots'), { recursive: true, force: true });
createWriteStream(join(home, 'server.log')).end();

const server = await startServer();
share(server);
const count = { pass: 0, fail: 0, todo: 0 };
// Only tests count: a suite is as good as what is in it. A file appears by itself when it holds no test, or when it
// could not run at all, which is a failure.
const isTest = ({ details }) => details.type !== 'suite';
const tests = run({ files, concurrency: 2, timeout: 600_000 });
tests.on('test:pass', (test) => isTest(test) && !files.includes(test.name) && !test.skip && (count.pass += 1));
// What is known not to hold yet is named in the report with its reason, and counted apart.
tests.on('test:fail', (test) => isTest(test) && (count[test.todo ? 'todo' : 'fail'] += 1));
try {
  const report = tests.compose(spec);
  report.pipe(process.stdout);
  await finished(report);
} finally {
  await server.stop();
}
const shots = join(home, 'shots');
const pictures = existsSync(shots) ? readdirSync(shots) : [];
const missing = pictures.filter((name) => name.endsWith('.missing'));
// One in a hundred may be missing: more, and nobody has looked at the pages.
const isUnseen = missing.length * 100 > pictures.length;
console.log(`pictures: ${pictures.length - missing.length} taken, ${missing.length} not given ${missing.join(' ')}`);
console.log(`browser: ${count.pass} passed, ${count.fail} failed, ${count.todo} not yet`);
process.exitCode = count.fail > 0 || count.pass === 0 || isUnseen ? 1 : 0;
