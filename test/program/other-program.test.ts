/** Another program's feature, released by this one: it asks OFREP who has it, and tells what people meet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { UNSEEN } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';

const here = oneProgram();

async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const { program, directory } = here();
  const token = readFileSync(join(directory, 'token'), 'utf8').trim();
  const response = await fetch(`${program.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function hasFeature(person: string): Promise<boolean> {
  const answer = await post('/ofrep/v1/evaluate/flags/canary', {
    context: { targetingKey: person },
  });
  return (answer.body as { value: boolean }).value;
}

/** What the other program tells of one page that it showed. */
function page(person: string, open: boolean, failed: boolean) {
  return {
    kind: 'answer',
    toggle: 'canary',
    person,
    cohort: open ? 'open' : 'closed',
    share: 0.2,
    shown: open,
    ofFeature: open,
    endpoint: open ? '/letters' : '/home',
    status: failed ? 500 : 200,
    cause: failed ? 'us' : null,
    durationMs: 80,
    hasContent: null,
  };
}

const HEARTBEATS = ['open', 'closed'].map((cohort) => ({
  kind: 'heartbeat',
  toggle: 'canary',
  cohort,
}));

const PEOPLE = Array.from({ length: 120 }, (_, index) => `reader-${index + 1}`);

async function status(): Promise<{ phase: string; because: string; people: number }> {
  const { output } = await here().phcc('plan', 'status', 'canary', '--json');
  return JSON.parse(output) as { phase: string; because: string; people: number };
}

test('a feature of another program is opened, watched and taken back by what that program tells', async () => {
  await here().phcc('plan', 'load', 'test/plans/canary.md');
  await here().phcc('plan', 'start', 'canary');
  await here().phcc('plan', 'go', 'canary', ...UNSEEN);
  await here().phcc('plan', 'advance', 'canary');
  expect(await status()).toMatchObject({ phase: 'rollout' });

  const open = await Promise.all(PEOPLE.map(hasFeature));
  const well = PEOPLE.map((person, index) => page(person, open[index] ?? false, false));
  const told = await post('/api/release/observations', { observations: [...HEARTBEATS, ...well] });
  expect(told).toEqual({ status: 202, body: { taken: 122, unowned: 0 } });
  expect(await status()).toMatchObject({ phase: 'rollout' });

  const broken = PEOPLE.map((person, index) =>
    page(person, open[index] ?? false, open[index] ?? false),
  );
  await post('/api/release/observations', { observations: [...HEARTBEATS, ...broken] });
  await expect.poll(status).toMatchObject({ phase: 'rolled-back' });
  const having = open.filter(Boolean).length;
  expect((await status()).because).toContain(
    `${having} of the ${having} people whose visit failed had the feature`,
  );
  await expect.poll(() => hasFeature(PEOPLE[open.indexOf(true)] ?? '')).toBe(false);
});

test('observations that can’t be read are refused with what is wrong, and nothing is counted', async () => {
  const answer = await post('/api/release/observations', {
    observations: [{ ...page('somebody', true, false), endpoint: 'https://example.test/?who=me' }],
  });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).not.toContain('who=me');
});

test('observations of a toggle that no release has are counted as such', async () => {
  const answer = await post('/api/release/observations', {
    observations: [{ ...page('somebody', true, false), toggle: 'nobodys' }],
  });
  const refused = [{ index: 0, code: 'unowned-toggle' }];
  expect(answer).toMatchObject({ status: 202, body: { taken: 0, unowned: 1, refused } });
});
