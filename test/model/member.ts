/** One instance of the program, as far as releases go, that can be hurt: for the model-based test. */
import { createFlags, createSqlStore, type Flags } from '../../src/flags/index.ts';
import { movableClock } from '../../src/lib/clock.ts';
import { openServerDatabase } from '../../src/lib/database/index.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import {
  createSqlJournal,
  createSqlLookout,
  createSqlMeasurements,
  writeReleaseFlags,
  type Observation,
  type ReleaseEngine,
} from '../../src/release/index.ts';
import { openDoor, type Door } from './door.ts';
import { PLANS_HERE } from '../world/plan-reader.ts';
import { engineOn } from '../world/engine.ts';
import { outOfReach } from '../world/out-of-reach.ts';
import {
  closedVisit,
  DEPENDENCY_FAILED,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
} from '../world/people.ts';

/** Where an instance may die within a step, or be stopped in its tracks, in the order of the step. */
export const POINTS = [
  'before the intent',
  'after the intent',
  'with the flags',
  'before the answer',
] as const;
export type Point = (typeof POINTS)[number] | 'while it looks';

/** What happens to people who visit. */
export type Visit = 'well' | 'harm' | 'shared' | 'dependency' | 'impossible';

/** `ok`, or the code of a refusal. */
export type Answer = string;

/** Everything that goes in and comes out can be sent to another process. */
export type Member = Omit<Door, 'close'> & {
  /**
   * These people come, each to a page beside the feature, and to the feature’s own if it is open for them. For
   * how many it was.
   */
  visit(people: readonly string[], visit: Visit): Promise<number>;
  /** One round: writes down what was met, and looks. Whether it led. */
  tick(): Promise<boolean>;
  /** Of each toggle, who of these accounts has it. */
  whoIsOpen(accounts: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Whether the store can’t be reached. */
  cutOff(isCut: boolean): Promise<void>;
  /** Whether what people meet can’t be written down. */
  mute(isMuted: boolean): Promise<void>;
  /** Time passes: for an instance that is cut off, the age of its snapshot too. */
  advance(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
};

export type MemberSettings = {
  readonly url: string;
  readonly toggles: readonly [string, ...string[]];
  readonly aheadMs: number;
  /** Called at each point of each step. To die there it throws, or ends the process. */
  readonly reached: (point: Point) => Promise<void> | void;
  /** Whether the instance has died: then nothing of it reaches the store. */
  readonly isDead: () => boolean;
};

const SNAPSHOT_LIMIT_MS = 30_000;

export async function createMember(settings: MemberSettings): Promise<Member> {
  const { url, toggles, reached, isDead } = settings;
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, listen, close } = opened.value;
  const clock = movableClock(settings.aheadMs);
  const log = createLog('silent');
  let isCut = false;
  let isMuted = false;
  let snapshotAheadMs = 0;
  const reachable = <T extends object>(port: T): T => outOfReach(port, () => isCut || isDead());

  let engine: ReleaseEngine | null = null;
  const flags = createFlags({
    store: reachable(createSqlStore(db)),
    listen,
    log,
    snapshotLimitMs: SNAPSHOT_LIMIT_MS,
    onOutside: async ({ feature }) => engine?.noticeExternalChange(feature),
    monotonicMs: () => performance.now() + snapshotAheadMs,
  });
  await flags.refresh();
  const instance = newId();
  const lookout = createSqlLookout(db, instance);
  const journal = createSqlJournal(db, {
    plans: PLANS_HERE,
    writeFlags: async (tx, order) => {
      await writeReleaseFlags(tx, order);
      await reached('with the flags');
    },
  });
  engine = engineOn({
    db,
    flags,
    clock,
    instance,
    journal: reachable({
      ...journal,
      append: async (addition) => {
        await reached('before the intent');
        const added = await journal.append(addition);
        await reached('after the intent');
        return added;
      },
      settle: async (id, at) => {
        await journal.settle(id, at);
        await reached('before the answer');
      },
    }),
    measurements: outOfReach(reachable(createSqlMeasurements(db)), () => isMuted),
    lookout: reachable({
      ...lookout,
      look: async () => {
        const sight = await lookout.look();
        await reached('while it looks');
        return sight;
      },
    }),
    carried: toggles,
  });
  const theEngine = engine;
  await theEngine.recover();
  const beat = () => {
    for (const one of heartbeatsOf(toggles[0], clock.now())) theEngine.observe(one);
  };

  const door = await openDoor(theEngine, clock);
  return {
    ...door,
    visit: async (people, visit) => {
      const visits = people.map((person) =>
        visitOf(person, visit, { flags, toggle: toggles[0], at: clock.now() }),
      );
      beat();
      for (const { observations } of visits) observations.forEach(theEngine.observe);
      await theEngine.flush();
      return visits.filter(({ isOpen }) => isOpen).length;
    },
    tick: async () => {
      beat();
      await theEngine.flush();
      return theEngine.look();
    },
    whoIsOpen: (accounts) =>
      Promise.resolve(
        toggles.map((toggle) => accounts.filter((account) => flags.isOpen(toggle, account))),
      ),
    cutOff: async (isNow) => {
      isCut = isNow;
      if (!isNow) await flags.refresh();
    },
    mute: (isNow) => {
      isMuted = isNow;
      return Promise.resolve();
    },
    advance: (milliseconds) => {
      clock.advance(milliseconds);
      if (isCut) snapshotAheadMs += milliseconds;
      return Promise.resolve();
    },
    stop: async () => {
      isCut ||= isDead();
      await door.close();
      await theEngine.close().catch(() => undefined);
      await flags.close();
      await close();
    },
  };
}

type Place = { readonly flags: Flags; readonly toggle: string; readonly at: Date };

type VisitTold = { readonly isOpen: boolean; readonly observations: readonly Observation[] };

/** What one visit tells, with the feature or without, as the flags of this instance have it. */
function visitOf(person: string, visit: Visit, { flags, toggle, at }: Place): VisitTold {
  const isOpen = flags.isOpen(toggle, person);
  const gates = flags.feature(toggle)?.gates;
  const share = gates?.boolean ? 1 : Number(gates?.percentageOfActors ?? 0) / 100;
  const here = { toggle, at, share };
  const elsewhere = { endpoint: '/hub', ofFeature: false, ...(visit === 'shared' && OUR_FAULT) };
  if (!isOpen) return { isOpen, observations: [closedVisit(person, { ...here, ...elsewhere })] };
  const own = { ...here, ...(OWN[visit] ?? {}) };
  return {
    isOpen,
    observations: [goodVisit(person, { ...here, ...elsewhere }), goodVisit(person, own)],
  };
}

const OWN: Partial<Record<Visit, object>> = {
  harm: OUR_FAULT,
  dependency: DEPENDENCY_FAILED,
  impossible: { share: 0 },
};

/** A member that can be killed. */
export type Lent = Member & {
  /** The next time that it comes to this point it dies there; null: it does not. */
  dieAt(point: Point | null): Promise<void>;
  isDead(): boolean;
  kill(): Promise<void>;
  /** Stops it where it next comes to this point, until it is told to go on. */
  stopAt(point: Point): Promise<Stopped>;
};

export type Stopped = { readonly reached: Promise<boolean>; goOn(): Promise<void> };

/** `aheadMs`: how far the clock of the world is ahead. */
export type Lend = (aheadMs: number) => Promise<Lent>;
