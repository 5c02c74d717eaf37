/**
 * What the rest of the Profile feels of a VA Profile that fails: the hub and the contacts page are asked for
 * at the same steady rates while VA Profile is well, fails at once, says nothing, or drips.
 */
import { readFileSync } from 'node:fs';

import autocannon from 'autocannon';

import { syntheticVeteran } from '../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../src/stand-ins/visitors/index.ts';
import { startProgram, temporaryDirectory } from '../test/program/program.ts';
import { printTable } from './table.ts';

const VETERANS = 20;
const SECONDS = 15;
/** Requests a second in all, far below what the machine can do, so that waiting is not for the processor. */
const RATE = { hub: 60, contacts: 40 };
const DEADLINE_MS = 5_000;
const FAULTS = ['none', '500', 'slow', 'drip', 'refuse'] as const;
const PAGE_BYTES = 4_096;

const directory = await temporaryDirectory();
const program = await startProgram({ dataDir: directory.path });
await program.phcc(
  'flags',
  'set',
  'profile_contacts',
  '--actors-percentage',
  '100',
  '--reason',
  'A bench',
);
const cookies = await Promise.all(
  Array.from({ length: VETERANS }, async (_, n) => {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, syntheticVeteran(n + 1).slug);
    return browser.cookies.getCookieStringSync(program.url);
  }),
);

await under('none');
const felt: { fault: string; hub: Felt; contacts: Felt; memoryMb: number }[] = [];
for (const fault of FAULTS) {
  console.log(`VA Profile: ${fault} …`);
  felt.push({ fault, ...(await under(fault)), memoryMb: residentMb() });
}
await program.stop();
await directory.remove();

const [well, ...failing] = felt;
if (well === undefined) throw new Error('nothing was measured');
const rows = (value: (row: (typeof felt)[number]) => number, unit: string) =>
  [well, ...failing].map((row) => ({ name: row.fault, value: value(row), unit }));
printTable(`Hub, p99, while the contacts page is asked for too (aim: at most × 1.50)`, [
  ...rows(({ hub }) => hub.p99, 'ms'),
]);
printTable('Contacts page, longest wait, beside the deadline', [
  { name: 'deadline', value: DEADLINE_MS, unit: 'ms' },
  ...rows(({ contacts }) => contacts.longest, 'ms'),
]);
printTable(
  'Memory of the program afterwards',
  rows(({ memoryMb }) => memoryMb, 'MB'),
);

type Felt = { readonly p99: number; readonly longest: number };

async function under(fault: (typeof FAULTS)[number]): Promise<{ hub: Felt; contacts: Felt }> {
  await program.phcc('stand-in', 'fault', fault);
  const [hub, contacts] = await Promise.all([
    ask('/profile', RATE.hub),
    ask('/profile/contacts', RATE.contacts),
  ]);
  return { hub, contacts };
}

async function ask(path: string, overallRate: number): Promise<Felt> {
  let next = 0;
  const { latency, errors, timeouts } = await autocannon({
    url: program.url + path,
    connections: VETERANS,
    overallRate,
    duration: SECONDS,
    timeout: 30,
    setupClient: (client) => {
      client.setHeaders({ cookie: cookies[next++ % cookies.length] });
    },
  });
  if (errors + timeouts > 0) throw new Error(`${errors + timeouts} requests had no answer`);
  return { p99: latency.p99, longest: latency.max };
}

function residentMb(): number {
  const pages = readFileSync(`/proc/${program.pid}/statm`, 'utf8').split(' ')[1];
  return (Number(pages) * PAGE_BYTES) / 1_000_000;
}
