import type { Command } from 'commander';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import { OPERATIONS } from '../../src/app/http/openapi/operations.ts';
import { planCommand } from '../../src/cli/commands/plan.ts';
import { testersCommand } from '../../src/cli/commands/testers.ts';
import { isStepOfForms } from '../../src/console/steps/step-in-form.ts';
import { movableClock } from '../../src/lib/clock.ts';
import { releaseApi, type ReleaseEngine } from '../../src/release/index.ts';
import { PERMISSIONS } from '../../src/roles/index.ts';
import { ENZO } from '../world/releases.ts';

const PLAN = '/api/release/plans/{id}';

/** What takes the same step: a command of `phcc`, and an operation of the API; null: the one that has its name. */
const ELSEWHERE: Readonly<Record<string, readonly [string, string | null]>> = {
  rollback: ['plan rollback', `post ${PLAN}/steps/rollback`],
  hold: ['plan hold', `post ${PLAN}/steps/hold`],
  start: ['plan start', null],
  go: ['plan go', null],
  'no-go': ['plan no-go', null],
  pause: ['plan pause', null],
  resume: ['plan resume', null],
  advance: ['plan advance', null],
  'step-back': ['plan step-back', null],
  close: ['plan close', null],
  answer: ['plan answer', `post ${PLAN}/answers`],
  'answer-item': ['plan item', `post ${PLAN}/items`],
  'close-condition': ['plan close-condition', `post ${PLAN}/conditions`],
  'check-in': ['plan check-in', `post ${PLAN}/check-ins`],
  'enter-calls': ['plan calls', `post ${PLAN}/calls`],
  'enter-result': ['plan result', `post ${PLAN}/results`],
  'plan-session': ['plan session', `post ${PLAN}/sessions`],
  'cancel-session': ['plan session', `delete ${PLAN}/sessions`],
  'enroll-tester': ['testers add', `post ${PLAN}/testers`],
  'remove-tester': ['testers remove', `delete ${PLAN}/testers`],
  'record-task': ['plan task', `post ${PLAN}/tasks`],
  'record-bug': ['plan bug', `post ${PLAN}/bugs`],
};

/** Rolling back and holding have routes of their own. */
const isInConsole = (action: string) =>
  isStepOfForms(action) || action === 'rollback' || action === 'hold';

test('whatever a form of the console does to a release, phcc and the API do, too', async () => {
  expect(Object.keys(PERMISSIONS).filter(isInConsole).toSorted()).toEqual(
    Object.keys(ELSEWHERE).toSorted(),
  );
  const commands = new Set([planCommand([]), testersCommand()].flatMap(namesOf));
  const named = await stepsOfApi();
  for (const [step, [command, operation]] of Object.entries(ELSEWHERE)) {
    expect(commands, step).toContain(command);
    if (operation === null) expect(named, step).toContain(step);
    else expect(Object.keys(OPERATIONS), step).toContain(operation);
  }
});

const namesOf = (group: Command) => group.commands.map((one) => `${group.name()} ${one.name()}`);

/** As the API tells them to who names another. */
async function stepsOfApi(): Promise<readonly string[]> {
  const app = Fastify();
  onTestFinished(() => app.close());
  const api = releaseApi({
    engine: {} as ReleaseEngine,
    clock: movableClock(),
    authorize: [],
    mayObserve: () => true,
    whoActs: () => ENZO,
    whyRoleless: () => null,
    findTester: () => Promise.reject(new Error('nobody is looked for')),
  });
  await app.register(api, { prefix: '/api/release' });
  const url = '/api/release/plans/x/steps/dance';
  const answer = await app.inject({ method: 'POST', url, payload: {} });
  const [, names = ''] = /The steps are ([^.]+)\./.exec(answer.body) ?? [];
  return names.split(', ');
}
