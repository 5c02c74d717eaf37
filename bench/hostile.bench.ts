/**
 * What a Veteran feels while others mean harm: the contacts page at a steady rate, quietly, and then beside 400
 * connections that never say all, a flood of wrong tokens, and the hardest plan posted again and again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { syntheticVeteran } from '../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../src/stand-ins/visitors/index.ts';
import { startProgram, temporaryDirectory } from '../test/program/program.ts';
import { printTable } from './table.ts';

const VETERANS = 20;
const SECONDS = 20;
const PAGES_A_SECOND = 40;
const AIM = 3;

const directory = await temporaryDirectory();
// Who measures plays the proxy, so that Veterans and callers who mean harm have addresses of their own.
const environment = { TRUSTED_PROXIES: 'loopback' };
const program = await startProgram({ dataDir: directory.path, environment });
const setting = ['flags', 'set', 'profile_contacts', '--actors-percentage', '100'];
await program.phcc(...setting, '--reason', 'A bench');
const visitors = await Promise.all(
  Array.from({ length: VETERANS }, async (_, n) => {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, syntheticVeteran(n + 1).slug);
    const cookie = browser.cookies.getCookieStringSync(program.url);
    return { cookie, 'x-forwarded-for': `198.51.100.${n + 1}` };
  }),
);

await visit();
const quiet = await visit();
const token = (await readFile(join(directory.path, 'token'), 'utf8')).trim();
const callers = spawn(
  process.execPath,
  ['--import', 'tsx', join(import.meta.dirname, 'hostile/callers.ts'), program.url, token],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
let answered = { plans: 0, wrongTokens: 0 };
callers.stdout.on('data', (line: Buffer) => {
  answered = JSON.parse(line.toString()) as typeof answered;
});
await once(callers.stdout, 'data');
const before = answered;
const gaveUp = once(callers, 'exit').then(() => Promise.reject(new Error('the callers gave up')));
const hostile = await visitAmongCallers();

const aSecond = (kind: keyof typeof answered) =>
  Math.round((answered[kind] - before[kind]) / SECONDS);
const load = `400 slow connections, ${aSecond('wrongTokens')} wrong tokens and ${aSecond('plans')} plans a second`;
printTable(`Contacts page, p99, beside ${load}`, [
  { name: `limit: ${AIM} × quiet`, value: quiet.p99 * AIM, unit: 'ms' },
  { name: 'quiet', value: quiet.p99, unit: 'ms' },
  { name: 'hostile', value: hostile.p99, unit: 'ms' },
  { name: 'hostile, longest', value: hostile.longest, unit: 'ms' },
]);
if (hostile.p99 > quiet.p99 * AIM) process.exitCode = 1;

async function visit(): Promise<{ readonly p99: number; readonly longest: number }> {
  let next = 0;
  const { latency, errors, timeouts, non2xx } = await autocannon({
    url: `${program.url}/profile/contacts`,
    connections: VETERANS,
    overallRate: PAGES_A_SECOND,
    duration: SECONDS,
    timeout: 30,
    setupClient: (client) => client.setHeaders(visitors[next++ % VETERANS] ?? {}),
  });
  const failed = errors + timeouts + non2xx;
  if (failed > 0) throw new Error(`${failed} visits were not answered with the page`);
  return { p99: latency.p99, longest: latency.max };
}

async function visitAmongCallers() {
  try {
    return await Promise.race([visit(), gaveUp]);
  } finally {
    callers.kill('SIGKILL');
    await program.stop();
    await directory.remove();
  }
}
