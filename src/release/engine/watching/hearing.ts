import { errorFields, type Log } from '../../../lib/log.ts';
import type { Release } from '../../journal/release.ts';
import { batchOf } from '../../measuring/batch.ts';
import type { Batch, Measurements } from '../../measuring/kept/measurements.ts';
import { faultIn } from '../../measuring/kept/person-event.ts';
import type {
  Hearing,
  SurfaceAnswer,
  Told,
  UnreadableAnswer,
} from '../../measuring/observation.ts';
import { stageRunOf } from '../../measuring/placing.ts';
import { KnownEvents } from './known-events.ts';
import type { TesterLog } from './tester-log.ts';
import { ownersOf, type ReleaseBook } from './owners.ts';

/** What another program tells in one go. */
export type Account = {
  readonly told: readonly Told[];
  readonly unreadable: readonly UnreadableAnswer[];
  /** The program, by the name that it gives itself. */
  readonly from: string;
};

/** What became of each thing told whose toggle a release has. What is counted is written down by then. */
export type Hear = (account: Account) => Promise<ReadonlyMap<Told, Hearing>>;

export type HearingDeps = {
  readonly measurements: Measurements;
  readonly journal: ReleaseBook;
  readonly pseudonym: (text: string) => string;
  readonly log: Log;
  readonly testerLog: TesterLog;
};

export function createHearing(deps: HearingDeps): Hear {
  const known = new KnownEvents();
  return async (account) => {
    const { told, unreadable } = account;
    const observed = told.map(({ observation }) => observation);
    const owners = await ownersOf(deps, [...observed, ...unreadable.map(asAnswer)]);
    const hearings = new Map<Told, Hearing>();
    const failures: unknown[] = [];
    const releases = new Set(owners.values());
    for (const release of releases) {
      const isItsOwn = ({ toggle }: { readonly toggle: string }) => owners.get(toggle) === release;
      const ofRelease = {
        ...account,
        told: told.filter(({ observation }) => isItsOwn(observation)),
        unreadable: unreadable.filter(isItsOwn),
      };
      try {
        const heard = await hearOf(deps, { account: ofRelease, release, known });
        for (const [one, hearing] of heard) hearings.set(one, hearing);
      } catch (error) {
        failures.push(error);
        for (const one of ofRelease.told) hearings.set(one, NOT_WRITTEN);
      }
    }
    if (failures.length > 0) endIfNothingIsWritten(deps, failures, releases.size);
    return hearings;
  };
}

/** What was written for one release stands, and the sender must not tell it again with what was not. */
function endIfNothingIsWritten(
  { log }: HearingDeps,
  failures: readonly unknown[],
  ofReleases: number,
): void {
  if (failures.length === ofReleases) throw failures[0];
  log.warn('what another program told could not be written down', errorFields(failures[0]));
}

const NOT_WRITTEN: Hearing = {
  kind: 'refused',
  code: 'not-written',
  sentence:
    'The database did not confirm that this was written. Post it again, under the same id if it has one, and it counts once.',
};

const asAnswer = ({ toggle }: UnreadableAnswer) => ({ toggle, kind: 'answer' }) as const;

const COUNTED: Hearing = { kind: 'counted' };
const REPEATED: Hearing = { kind: 'repeated' };

type OfRelease = {
  /** Of the toggles of this release alone. */
  readonly account: Account;
  readonly release: Release;
  readonly known: KnownEvents;
};

/** All of it is written, or nothing. */
async function hearOf(
  { measurements, pseudonym, testerLog }: HearingDeps,
  { account, release, known }: OfRelease,
): Promise<readonly (readonly [Told, Hearing])[]> {
  const keyOf = ({ id }: Told) =>
    id && pseudonym(`${release.id} told ${JSON.stringify([account.from, id])}`);
  const judged = account.told.map((one) => judge(one, release, keyOf(one)));
  const openedAt = release.runs.at(-1)?.at;
  const ofNow = judged.filter(({ one }) => !openedAt || one.observation.at >= openedAt);
  const refused = [...account.unreadable, ...ofNow.flatMap(impossibleIn)];
  let counted: ReadonlySet<JudgedItem> = new Set();
  let events: Batch['events'] = [];
  await measurements.addOnce(release.id, keysIn(judged), (newKeys) => {
    counted = countedOnce(judged, newKeys);
    const observations = [...counted].map(({ one }) => one.observation);
    const source = { instance: account.from, closed: null };
    const batch = batchOf({ observations, release, refused, pseudonym, ...source });
    events = known.newOnes(release.id, batch.events);
    return { ...batch, events };
  });
  known.remember(release.id, events);
  await testerLog(
    release,
    [...counted].map(({ one }) => one.observation),
  );
  return judged.map((item) => [item.one, item.refusal ?? (counted.has(item) ? COUNTED : REPEATED)]);
}

type JudgedItem = {
  readonly one: Told;
  readonly refusal: Refused | null;
  /** Under which it counts once. Null of what is not counted, and of what counts each time. */
  readonly key: string | null;
};

type Refused = Extract<Hearing, { kind: 'refused' }>;

function judge(one: Told, release: Release, key: string | null): JudgedItem {
  const { observation } = one;
  // A heartbeat says no more the second time.
  if (observation.kind === 'heartbeat') return { one, refusal: null, key: null };
  const refusal = refusalOf(observation, release);
  return { one, refusal, key: refusal ? null : key };
}

function refusalOf(answer: SurfaceAnswer, { runs }: Release): Refused | null {
  const fault = faultIn(answer);
  if (fault !== null) {
    const sentence = `This is impossible: ${fault}.`;
    return { kind: 'refused', code: 'impossible-answer', sentence };
  }
  const run = stageRunOf(answer, runs);
  return run.ok ? null : { kind: 'refused', code: 'share-not-in-force', sentence: run.error };
}

function keysIn(judged: readonly JudgedItem[]): readonly string[] {
  return [...new Set(judged.flatMap(({ key }) => key ?? []))];
}

/** Of several under one new key the first. */
function countedOnce(
  judged: readonly JudgedItem[],
  newKeys: ReadonlySet<string>,
): ReadonlySet<JudgedItem> {
  const left = new Set(newKeys);
  return new Set(
    judged.filter(({ refusal, key }) => refusal === null && (key === null || left.delete(key))),
  );
}

function impossibleIn({ one, refusal }: JudgedItem): readonly UnreadableAnswer[] {
  if (refusal?.code !== 'impossible-answer') return [];
  const { toggle, cohort } = one.observation;
  return [{ toggle, cohort: cohort === 'closed' ? 'closed' : 'open' }];
}
