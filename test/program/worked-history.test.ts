/**
 * The release of this page as it really went, walked through against the running program: by command, with the
 * program's clock moved and made-up Veterans who visit: the first of each crowd sign in over HTTP, and what their
 * pages tell the release of them is told of the others.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { allFields, view } from '../plans/plans.ts';
import { answerItems, CORA, PRIYA } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import type { Ended } from './program.ts';
import { tellVisits } from './told-visits.ts';

// VA Profile is left alone for a while after the outage, by a clock that can’t be moved.
const here = oneProgram({ VA_PROFILE_BREAKER_REST: '1s' });

async function phcc(...args: readonly string[]): Promise<Ended> {
  const ended = await here().phcc(...args);
  expect(ended, args.join(' ')).toMatchObject({ exitCode: 0 });
  return ended;
}

/** So many sign in over HTTP. */
const signInAndVisit = (people: number, from = 1) =>
  phcc('traffic', '--people', String(people), '--from', String(from), '--visits', '2');

const FIRST = 20;

/** Veterans number 1 to `people` visit, while so many of a hundred have the feature. */
async function visit(people: number, percentage: number): Promise<void> {
  await signInAndVisit(FIRST);
  await tellVisits(here(), { from: FIRST + 1, people: people - FIRST, percentage });
}

type Status = {
  readonly phase: string;
  readonly held: boolean;
  readonly stage: { readonly letter: string; readonly percentage: number } | null;
  readonly next: string;
};

async function status(): Promise<Status> {
  return JSON.parse((await phcc('plan', 'status', '--json')).output) as Status;
}

/** Whoever comes while VA Profile is still left alone finds out nothing about it. */
async function afterMoreVisits(): Promise<Status> {
  await signInAndVisit(FIRST);
  return status();
}

/** Advances as soon as what people met has been written down. */
async function advance(): Promise<void> {
  await phcc('plan', 'answer', 'yes', ...CORA);
  await expect.poll(status, { timeout: 10_000 }).toMatchObject({ next: ready });
  await phcc('plan', 'advance', ...PRIYA);
}

const ready = expect.stringMatching(/^Advance to [^.]*\.$/) as string;

test('the worked history ends fully on, with a report that leaves nothing open that a machine could fill', async () => {
  await phcc('plan', 'load', 'test/plans/worked-history.md');
  await phcc('plan', 'start');
  await phcc('testers', 'add', 'veteran-3999@example.test');
  await signInAndVisit(1, 3999);
  await expect.poll(status, { timeout: 10_000 }).toMatchObject({ testing: { seen: 1 } });
  await phcc('plan', 'answer', 'yes', ...CORA);
  const unanswered = await here().phcc('plan', 'go', ...PRIYA);
  expect(unanswered).toMatchObject({ exitCode: 1 });
  expect(unanswered.output).toContain('“The dashboards show the feature” (engineer)');
  await answerItems(phcc);
  await phcc('plan', 'go', ...PRIYA);
  await phcc('plan', 'advance', ...PRIYA);

  await visit(2_600, 20);
  await phcc('clock', 'advance', '47h');
  expect((await here().phcc('plan', 'advance', ...PRIYA)).output).toContain('to go');
  await phcc('clock', 'advance', '61m');
  await visit(350, 20);
  await advance();
  expect(await status()).toMatchObject({ stage: { letter: 'B', percentage: 20 } });

  await phcc('clock', 'advance', '12d');
  await visit(350, 20);
  await advance();
  expect(await status()).toMatchObject({ stage: { letter: 'C', percentage: 50 } });

  await phcc('clock', 'advance', '5d');
  await phcc('stand-in', 'fault', '500');
  await signInAndVisit(40);
  await expect.poll(status, { timeout: 10_000 }).toMatchObject({ phase: 'rollout', held: true });
  await phcc('stand-in', 'fault', 'none');
  await expect.poll(afterMoreVisits, { timeout: 60_000 }).toMatchObject({ held: false });
  await visit(150, 50);
  expect(await status()).toMatchObject({ phase: 'rollout', held: false });
  await phcc('clock', 'advance', '18d');
  await visit(150, 50);
  await advance();
  expect(await status()).toMatchObject({ stage: { letter: 'D', percentage: 100 } });

  await phcc('clock', 'advance', '25h');
  await visit(80, 100);
  await advance();
  expect(await status()).toMatchObject({ phase: 'fully-on' });

  await phcc('clock', 'advance', '31d');
  for (const which of ['one-week', 'one-month', 'post-launch']) {
    await phcc('plan', 'check-in', which, '--answer', 'No changes necessary', ...PRIYA);
  }
  const file = join(here().directory, 'report.md');
  await phcc('plan', 'report', '-o', file);
  const report = readFileSync(file, 'utf8');
  expect(report).toContain('- Number of users: 1 (measured)');
  expect(report).toMatch(/Number of unique users: 5\d\d \(measured\)/);
  expect(report).toContain('yes, it was down for a time');
  const open = allFields(view(report)).filter((field) => field.open);
  expect(open.map(({ label }) => label)).toEqual([]);

  // This program's code asks for the feature still: neither goes until a program without it is deployed.
  expect((await status()).next).toMatch(/^Remove the flag from the code/);
  for (const early of [
    ['flags', 'remove', 'profile_contacts', '--reason', 'Done'],
    ['plan', 'close'],
  ]) {
    const refused = await here().phcc(...early, ...PRIYA);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.output).toContain('from the code');
  }
  expect(await status()).toMatchObject({ phase: 'fully-on' });
});
