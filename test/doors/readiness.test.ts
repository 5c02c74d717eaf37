import { expect, onTestFinished, test } from 'vitest';

import { createLog } from '../../src/lib/log.ts';
import { databaseAway } from '../console-states/database-away.ts';
import { passingTime } from '../world/passing-time.ts';
import { goodVisit } from '../world/people.ts';
import { PLAN } from '../world/release-on-database.ts';
import { wholeProgram } from '../world/whole-program.ts';

const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';

/** The whole program at an address, with a guard that can’t read what people met while that is so. */
async function programWithGuard(isBlind: (statement: string) => boolean) {
  const { program, close } = await wholeProgram(
    {},
    {
      apiToken: TOKEN,
      log: createLog('silent'),
      instead: (db) => ({ guard: databaseAway(db, isBlind) }),
    },
  );
  onTestFinished(close);
  const url = await program.app.listen({ host: '127.0.0.1', port: 0 });
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/api/release${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'x-acting-role': 'product-manager',
      },
      body: JSON.stringify(body),
    });
    expect(answer.ok, await answer.text()).toBe(true);
  };
  const ready = async () => {
    const answer = await fetch(`${url}/readyz`);
    return { status: answer.status, ...((await answer.json()) as { warnings: readonly string[] }) };
  };
  return { post, ready };
}

test('/readyz names a look that is late among its warnings, for as long as it is, and stays ready', async () => {
  let isBlind = true;
  let refused = 0;
  const { post, ready } = await programWithGuard((statement) => {
    const isRefused = isBlind && statement.includes('"name":"release_person_events"');
    if (isRefused) refused += 1;
    return isRefused;
  });
  await post('/plans', { id: 'canary', document: PLAN });
  const why = { reason: 'No tester in this test' };
  for (const step of ['start', 'go', 'advance']) await post(`/plans/canary/steps/${step}`, why);
  const visit = goodVisit('ada', { toggle: 'canary', at: new Date() });
  // The server says when it was.
  Reflect.deleteProperty(visit, 'at');
  await post('/observations', { observations: [visit] });
  const { pass } = passingTime();
  await expect.poll(() => refused).toBeGreaterThan(0);
  pass(6_000);
  await expect.poll(ready).toMatchObject({
    status: 200,
    warnings: [expect.stringMatching(/^This instance could not look at the release for \d/)],
  });
  isBlind = false;
  await expect.poll(ready).toMatchObject({ status: 200, warnings: [] });
});
