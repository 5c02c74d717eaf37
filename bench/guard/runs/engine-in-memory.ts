import { engineInMemory, memoryWorld } from '../../../test/world/in-memory/memory-engine.ts';
import type { Observation, ReleaseEngine } from '../../../src/release/index.ts';
import type { Arm, Day } from '../days/day.ts';
import { MINUTES_A_DAY } from '../days/day.ts';

const TOGGLE = 'simulated';
const ID = 'a-day';
const MINUTE_MS = 60_000;
const MIDNIGHT_MS = Date.parse('2024-04-08T04:00:00Z');
const PAT = { name: 'Pat Planner', role: 'product-manager' };

/** How a day ended for the release: taken back, held, or neither. */
export type Ended = 'rolled back' | 'held' | 'open';

/** A day of visits through the whole engine: measuring, guard, decision and journal; what lasts is in memory. */
export async function throughTheEngine(day: Day, share: number): Promise<Ended> {
  let nowMs = MIDNIGHT_MS;
  const engine = engineInMemory(memoryWorld(() => nowMs));
  await openStageA(engine, share);
  const arms = [armOf(day.on, 'open'), armOf(day.off, 'closed')];
  let wasHeld = false;
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    nowMs = MIDNIGHT_MS + minute * MINUTE_MS + 1;
    const at = new Date(nowMs);
    const failed = arms.map((arm) => arm.live(minute, { at, share, tell: engine.observe }));
    if (!failed.includes(true) && minute % 60 !== 0) continue;
    heartbeats(engine, at);
    await engine.flush();
    await engine.look();
    const status = await engine.status(ID);
    if (status?.phase === 'rolled-back') return 'rolled back';
    wasHeld ||= status?.held === true;
  }
  return wasHeld ? 'held' : 'open';
}

/** Stage A alone, for the whole day, with no rules of the plan's own. */
async function openStageA(engine: ReleaseEngine, share: number): Promise<void> {
  const document = `# A day
## Feature toggle
- Toggle name: \`${TOGGLE}\`
## Phase II: staged rollout
### Stage A: a day
- Length of time: 1 day
- Percentage of Users: ${share * 100}%
`;
  const loaded = await engine.load({ id: ID, document, who: PAT });
  if (!loaded.ok) throw new Error(loaded.error.sentence);
  for (const step of [{ kind: 'go' }, { kind: 'advance', override: false }] as const) {
    const taken = await engine.take({ id: ID, step, who: PAT, why: null });
    if (!taken.ok) throw new Error(taken.error.sentence);
  }
}

function heartbeats(engine: ReleaseEngine, at: Date): void {
  for (const cohort of ['open', 'closed'] as const) {
    engine.observe({ kind: 'heartbeat', toggle: TOGGLE, cohort, at });
  }
}

type Minute = {
  readonly at: Date;
  readonly share: number;
  readonly tell: (observation: Observation) => void;
};

/** The people of one arm, told of as they come and as they fail: the first time, and again. */
function armOf(arm: Arm, cohort: 'open' | 'closed') {
  let came = 0;
  let failing = 0;
  const answer = (person: number, failed: boolean, { at, share }: Minute): Observation => ({
    kind: 'answer',
    toggle: TOGGLE,
    person: `${cohort} ${person}`,
    cohort,
    share,
    shown: cohort === 'open',
    ofFeature: cohort === 'open',
    endpoint: '/page',
    status: failed ? 500 : 200,
    cause: failed ? 'us' : null,
    durationMs: 100,
    hasContent: null,
    at,
  });
  return {
    /** Whether anybody failed in this minute. */
    live: (minute: number, now: Minute): boolean => {
      const visitors = arm.visitors[minute] ?? 0;
      const [errors, firstErrors] = [arm.errors[minute] ?? 0, arm.newlyErring[minute] ?? 0];
      for (let n = 0; n < visitors; n += 1) now.tell(answer((came += 1), false, now));
      for (let n = 0; n < firstErrors; n += 1) now.tell(answer((failing += 1), true, now));
      for (let n = firstErrors; n < errors; n += 1) now.tell(answer(failing, true, now));
      return errors > 0;
    },
  };
}
