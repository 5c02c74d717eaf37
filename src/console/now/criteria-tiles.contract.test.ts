import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { goodVisit, heartbeatsOf, people } from '../../../test/world/people.ts';
import {
  ADVANCE,
  GO,
  PLAN,
  releaseOf,
  START,
  type Stage,
} from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { PAT } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';
import { lookOf } from './criteria-tiles.tsx';

const RULES = `### Rollout planning

#### What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?
- \`error rate caused by us < 1% of requests in this stage, at least 5 requests\`

#### Rollback plan
- \`errors > 30 in this stage\`

### Stage A: Canary`;

describeOnBothDatabases('criteria as tiles', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  async function withRules(toggle: string) {
    const stage = await releaseOf(open(), toggle);
    const document = PLAN.replace('`canary`', `\`${toggle}\``).replace(
      '### Stage A: Canary',
      RULES,
    );
    const taken = await stage.engine.load({ id: stage.id, document, who: PAT });
    expect(taken).toMatchObject({ ok: true });
    const site = (app = Fastify());
    await mountConsole(site, stage);
    return { stage, page: async () => (await site.inject(`/console/releases/${stage.id}`)).body };
  }

  async function advanceTo(stage: Stage) {
    for (const step of [START, GO, ADVANCE])
      expect(await stage.take(step)).toMatchObject({ ok: true });
  }

  const looksIn = (body: string) =>
    [...body.matchAll(/data-look="([^"]+)"/g)].map(([, look]) => look);

  test('before anything is open there is no data, and nothing looks good', async () => {
    const { page } = await withRules('tiles-closed');
    const body = await page();
    expect(looksIn(body)).toEqual(['no-data', 'no-data']);
    expect(body).toContain('Nothing has been seen');
  });

  test('an open stage that few have seen says that it is too little, then what it has seen', async () => {
    const { stage, page } = await withRules('tiles-open');
    await advanceTo(stage);
    const come = async (names: readonly string[]) => {
      const met = { toggle: stage.toggle, at: stage.clock.now() };
      heartbeatsOf(met.toggle, met.at).forEach(stage.engine.observe);
      names.forEach((name) => stage.engine.observe(goodVisit(name, met)));
      await stage.engine.flush();
      await stage.engine.look();
    };
    await come(people('early', 2));
    const few = await page();
    expect(looksIn(few)[0]).not.toBe('good');
    await come(people('later', 6));
    const body = await page();
    expect(looksIn(body)).toEqual(['good', 'quiet']);
    expect(body).toContain('0 of 8 requests, in this stage');
    expect(body).toContain('Has not fired');
  });
});

test('whatever the verdict is called, without a value nothing looks good', () => {
  for (const kind of ['criterion', 'rollback'] as const) {
    for (const verdict of ['met', 'missed', 'inconclusive', 'unmeasured'] as const) {
      expect(['no-data', 'too-little']).toContain(lookOf({ kind, verdict, value: null }));
    }
  }
  expect(lookOf({ kind: 'rollback', verdict: 'met', value: 3 })).toBe('fired');
});
