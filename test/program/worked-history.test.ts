/**
 * The release of this page as it really went, carried through the console by its people against the running program,
 * with the program's clock moved and made-up Veterans who visit: the first of each crowd sign in over HTTP, and what
 * their pages tell the release of them is told of the others.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { allFields, view } from '../plans/plans.ts';
import type { OperatorRole } from '../../src/roles/index.ts';
import { sendVeterans } from '../../src/stand-ins/visitors/index.ts';
import { consolePeople, type Answers, type ConsolePage } from './console-people.ts';
import { oneProgram } from './one-program.ts';
import { startProgram, type RunningProgram } from './program.ts';
import { programWithoutFlag } from './program-without-flag.ts';
import { tellVisits } from './told-visits.ts';

// VA Profile is left alone for a while after the outage, by a clock that can’t be moved.
const here = oneProgram({ VA_PROFILE_BREAKER_REST: '1s' });

/** The program in which the flag is gone from the code, once that is deployed. */
let deployed: RunningProgram | null = null;
const url = () => (deployed ?? here().program).url;

const people = consolePeople(url);
const RELEASE = '/console/releases/worked-history';
const WAIT = { timeout: 60_000, interval: 100 };

/** Outside of the console: the clock, the stand-ins, and what is compared at the end. */
async function ask(path: string, body?: object): Promise<string> {
  const token = readFileSync(join(here().directory, 'token'), 'utf8').trim();
  const answer = await fetch(`${url()}/api/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  expect(answer.status, said).toBe(200);
  return said;
}

const pass = (hours: number) => ask('development/clock', { minutes: hours * 60 });
const fault = (kind: '500' | 'none') => ask('development/stand-in/fault', { kind });

type Status = {
  readonly phase: string;
  readonly held: boolean;
  readonly stage: { readonly letter: string; readonly percentage: number } | null;
};

async function status(): Promise<Status> {
  return JSON.parse(await ask('release/plans/worked-history')) as Status;
}

const signInAndVisit = (count: number, from = 1) =>
  sendVeterans({ publicUrl: url(), from, people: count, visits: 2 });

const FIRST = 8;

/** Veterans number 1 to `count` visit, while so many of a hundred have the feature. */
async function visit(count: number, percentage: number): Promise<void> {
  await signInAndVisit(FIRST);
  await tellVisits(here(), { from: FIRST + 1, people: count - FIRST, percentage });
}

/** Whoever comes while VA Profile is still left alone finds out nothing about it. */
async function afterMoreVisits(): Promise<Status> {
  await signInAndVisit(FIRST);
  return status();
}

const formOn = ({ forms }: ConsolePage, name: string) => forms.find((one) => one.name === name);

type FormOnPage = readonly [page: string, form: string];

/** One of them fills in a form that stands on a page of the release, sends it, and is told that it is done. */
async function take(role: OperatorRole, form: FormOnPage, answers: Answers = {}): Promise<void> {
  const { text } = await tried(role, form, answers);
  expect(text, form.join(' ')).toMatch(/ Done (The|Your|Phase) /);
}

async function tried(
  role: OperatorRole,
  [page, name]: FormOnPage,
  answers: Answers = {},
): Promise<ConsolePage> {
  const seen = await people.look(role, RELEASE + page);
  const form = formOn(seen, name);
  if (!form) throw new Error(`no ${name} for the ${role}: ${seen.text}`);
  return people.send(role, form, answers);
}

const NOW = '';
const PLAN = readFileSync('test/plans/worked-history.md', 'utf8');

/** The product manager loads the plan: first what it changes is shown, then it is confirmed. */
async function load(document: string): Promise<void> {
  const [form] = (await people.look('product-manager', '/console/load')).forms.filter(isLoading);
  if (!form) throw new Error('no form that loads a plan');
  const given = { release: 'worked-history', document };
  const preview = await people.send('product-manager', form, given);
  const confirmation = preview.forms.find(({ controls }) => controls.some(isConfirmation));
  if (!confirmation) throw new Error(preview.text);
  const { text } = await people.send('product-manager', confirmation);
  expect(text).toContain('Plan: Personal health care contacts, as it went');
}

const isConfirmation = ({ name }: { readonly name: string }) => name === 'confirmed';
const isLoading = ({ path }: { readonly path: string }) => path === '/console/load';

/** Everybody answers the items of their role as they should be. */
async function answerItems(role: OperatorRole): Promise<void> {
  const { forms } = await people.look(role, `${RELEASE}/go-no-go`);
  for (const { name, text } of forms.filter((one) => one.name.startsWith('answer-item-'))) {
    const [, good = ''] = /Any answer but “([^”]+)” needs a note/.exec(text) ?? [];
    await take(role, ['/go-no-go', name], { answer: good });
  }
}

const NO_KPI = 'left open on purpose: the plan was written before it had a KPI';

/** The product manager says in the plan itself why something stays open. */
function withReasons(document: string): string {
  return document.replaceAll('KPI 1 actual: [FILL_IN]', `KPI 1 actual: [FILL_IN] ${NO_KPI}`);
}

/** Two are handed in as the program drafted them. */
const AFTER_LAUNCH = {
  success: {},
  feedback: { reason: 'People find whom VA calls' },
  assumptions: { reason: 'All were' },
  evolution: { reason: 'The team decides on editing contacts in spring' },
  'clean-up': {},
};

/** Half of the Veterans only once the engineer has closed what is still open. */
const UP_TO_B = { upTo: 'B', 'condition-1': 'An alert was tried at night', 'owner-1': 'engineer' };

/** What only people know of a place of the plan. */
async function enterResults(place: string, fields: Readonly<Record<string, Answers>>) {
  for (const [field, answers] of Object.entries(fields)) {
    await take('product-owner', ['/results', `enter-result-${place}-${field}`], answers);
  }
}

const OF_OPENING = {
  changes: { choice: 'no', reason: 'Nobody asked for one' },
  feedback: { reason: 'Good: people find whom VA would call' },
};

async function raiseNoConcern(): Promise<void> {
  await take('contact-center', [NOW, 'answer-1'], { yes: 'yes' });
}

/** Advances as soon as what people met has been written down. */
async function advance(place: string): Promise<void> {
  await enterResults(place, OF_OPENING);
  await raiseNoConcern();
  const onNow = () => people.look('product-manager', RELEASE);
  await expect.poll(async () => formOn(await onNow(), 'advance')?.name, WAIT).toBe('advance');
  await take('product-manager', [NOW, 'advance']);
}

test('the worked history is carried through the console by its people and ends closed, with nothing left open but what somebody left open on purpose', async () => {
  await load(PLAN);
  await take('product-manager', [NOW, 'start']);
  const tester = { email: 'veteran-3999@example.test', participant: 'P1', ends: 'never' };
  await take('engineer', ['/testing', 'enroll-tester'], tester);
  await signInAndVisit(1, 3999);
  await expect.poll(status, WAIT).toMatchObject({ testing: { seen: 1 } });
  await enterResults('testing', OF_OPENING);
  await raiseNoConcern();
  const unanswered = await tried('product-manager', ['/go-no-go', 'go']);
  expect(unanswered.text).toContain('“The dashboards show the feature” (engineer)');
  for (const role of ['contact-center', 'product-manager', 'product-owner', 'engineer'] as const) {
    await answerItems(role);
  }
  await take('product-owner', ['/go-no-go', 'go-conditional'], UP_TO_B);
  await take('product-manager', [NOW, 'advance']);

  await visit(2_600, 20);
  await pass(47);
  const early = await people.look('product-manager', RELEASE);
  expect(formOn(early, 'advance')).toBeUndefined();
  expect(early.text).toContain('to go');
  await pass(61 / 60);
  await visit(350, 20);
  await advance('A');
  expect(await status()).toMatchObject({ stage: { letter: 'B', percentage: 20 } });

  await pass(12 * 24);
  await visit(350, 20);
  await take('engineer', ['/go-no-go', 'close-condition-1'], { reason: 'Tried at 3 AM' });
  await advance('B');
  expect(await status()).toMatchObject({ stage: { letter: 'C', percentage: 50 } });

  await pass(5 * 24);
  await fault('500');
  await signInAndVisit(40);
  await expect.poll(status, WAIT).toMatchObject({ phase: 'rollout', held: true });
  await fault('none');
  await expect.poll(afterMoreVisits, WAIT).toMatchObject({ held: false });
  await visit(150, 50);
  expect(await status()).toMatchObject({ phase: 'rollout', held: false });
  await pass(18 * 24);
  await visit(150, 50);
  await advance('C');
  expect(await status()).toMatchObject({ stage: { letter: 'D', percentage: 100 } });

  await pass(25);
  await visit(80, 100);
  await advance('D');
  expect(await status()).toMatchObject({ phase: 'fully-on' });
  const calls = { confused: '1', 'wrong contact': '0', 'cannot change': '2', other: '0' };
  await take('contact-center', ['/results', 'enter-calls'], calls);

  await pass(31 * 24);
  for (const place of ['one-week', 'one-month']) {
    const { changes } = OF_OPENING;
    await enterResults(place, { changes, handling: { choice: 'no' } });
  }
  for (const checkIn of ['one-week', 'one-month']) {
    await take('product-manager', [NOW, `check-in-${checkIn}`]);
  }
  await enterResults('post-launch', AFTER_LAUNCH);
  await load(withReasons(PLAN));
  await closeWhenFlagIsGone();

  const report = await ask('release/plans/worked-history/report');
  expect(report).toContain('- Number of users: 1 (measured)');
  expect(report).toMatch(/Number of unique users: 5\d\d \(measured\)/);
  expect(report).toMatch(/Go signed.*An alert was tried at night/);
  expect(report).toContain('yes, it was down for a time');
  expect(report).toContain('the flag was taken out of the code in vets-api#17316. (Enid Gneer');
  const open = allFields(view(report)).filter((field) => field.open);
  expect(open.map(({ label, value }) => [label, value])).toEqual([
    ['Post-launch KPI 1 actual', NO_KPI],
    ['Post-launch KPI 1 actual', NO_KPI],
  ]);
  expect(report).toMatch(/definition\(s\) of "success"\? .*people used it since/);
  expect(report).toMatch(/were\/were not validated\? All were \(/);
  expect(report).toMatch(/removal of the toggle\)\? Still to be removed: profile_contacts\./);
});

/** The flag goes in the order that the console names; each step before its time is refused, with what comes first. */
async function closeWhenFlagIsGone(): Promise<void> {
  const reference = { removedIn: 'vets-api#17316' };
  const close = () => tried('engineer', [NOW, 'close'], reference);
  expect((await close()).text).toContain('The flag engine still has profile_contacts.');
  expect((await removeFlag()).text).toContain('Remove it from the code first');

  const { command, remove } = await programWithoutFlag();
  onTestFinished(remove);
  await here().program.stop();
  deployed = await startProgram({ dataDir: here().directory, command });
  onTestFinished(async () => void (await deployed?.stop()));
  await pass(2);
  expect((await removeFlag()).text).toContain('The flag is removed. Its history stays.');
  expect(await sendVeterans({ publicUrl: url(), from: 1, people: 4, visits: 1 })).toMatchObject({
    withFeature: 4,
    failed: 0,
  });
  expect((await close()).text).toContain('It counts as gone once nothing has asked for 7 days');
  await pass(8 * 24);
  await take('engineer', [NOW, 'close'], reference);
  expect(await status()).toMatchObject({ phase: 'closed' });
}

async function removeFlag(): Promise<ConsolePage> {
  const path = '/console/flags/profile_contacts';
  const seen = await people.look('engineer', path);
  const form = seen.forms.find((one) => one.path === `${path}/remove`);
  if (!form) throw new Error(seen.text);
  return people.send('engineer', form, { reason: 'Everybody has the page' });
}
