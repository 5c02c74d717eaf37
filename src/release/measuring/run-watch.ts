import { MINUTE_MS } from '../../lib/duration.ts';
import {
  afterCall,
  afterFailedVisit,
  afterFailedVisitInStage,
  afterPlannedRestart,
  afterSlowAnswer,
  type Counts,
  DEPENDENCY_WELL,
  type DependencyHealth,
  emptyEvidence,
  type Evidence,
  guardRulesOf,
  harmFigures,
  type HarmFigures,
  harmReading,
  type HarmReading,
  type HarmWatch,
  newHarmWatch,
  rateRatioAtMost,
  type RateRatioBounds,
  restartsOf,
} from '../../guard/index.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { answerBook } from './answer-book.ts';
import { PeopleSeen } from './people-seen.ts';
import { openingsOf, type Opened } from './place.ts';
import type { Sighting } from './sighting.ts';
import { keyOf, minuteOf, type Tally } from './tally.ts';

/** What is open now. */
export type OpenNow = { readonly share: number; readonly opening: number };

/**
 * All that was seen in one run of a release, folded in the order in which it was kept: the same sightings and the
 * same journal give the same, to the bit, whoever folds them and however often.
 */
export class RunWatch {
  readonly run: number;
  readonly book = answerBook();
  readonly people = new PeopleSeen();
  #harm: HarmWatch;
  #isArmed = false;
  /** First failed visits of each opening. */
  readonly #failures = new Map<number, Evidence>();
  #restarts: readonly Restart[] = [];
  #restarted = 0;
  #before: Before = NOTHING_BEFORE;
  #dependency: DependencyHealth = DEPENDENCY_WELL;
  readonly #known = new Map<string, number>();
  #sighting = 0;
  #answers = 0;

  constructor(plan: ReleasePlan, run: number) {
    this.run = run;
    this.#harm = newHarmWatch(guardRulesOf(plan));
  }

  /** What was opened says by which rules the evidence is judged, and at which moments it begins anew. */
  follow(plan: ReleasePlan, entries: readonly JournalEntry[]): void {
    const stages = openingsOf(entries).filter(({ run, share }) => run === this.run && share > 0);
    this.#arm(plan, stages[0]);
    this.#restarts = restartTimes(plan, stages);
    this.#before = beforeRun(entries, this.run);
  }

  /** Before the first stage opens there is no label, so that nothing is lost. */
  #arm(plan: ReleasePlan, first: Opened | undefined): void {
    if (this.#isArmed || !first) return;
    this.#harm = newHarmWatch(first.watch ?? guardRulesOf(plan));
    this.#isArmed = true;
  }

  note(sighting: Sighting): void {
    if (sighting.run !== this.run) return;
    this.#sighting = sighting.number;
    this.#restartUntil(sighting.at);
    const { kind, cohort, share, opening } = sighting;
    const before = this.people.arms(opening);
    this.people.note(sighting);
    if (cohort === 'tester') return;
    if (kind === 'failed-in-opening') {
      const arm = cohort === 'open' ? 'on' : 'off';
      this.#failures.set(opening, afterFailedVisitInStage(this.#failuresIn(opening), arm, before));
    }
    const person = { open: cohort === 'open', share };
    if (kind === 'failed') this.#harm = afterFailedVisit(this.#harm, person);
    if (kind === 'slow') this.#harm = afterSlowAnswer(this.#harm, person);
  }

  /** `now`: tallies tell the minute alone, and it may not be over. */
  noteAnswers(tally: Tally, now: Date): void {
    const key = keyOf(tally);
    const added = tally.count - (this.#known.get(key) ?? 0);
    this.#known.set(key, tally.count);
    if (tally.cohort !== 'tester') this.#answers += added;
    if (isFromBefore(tally, this.#before)) return;
    this.book.note(tally);
    if (!tally.ofFeature || tally.cohort === 'closed') return;
    if (tally.cause !== null && tally.cause !== 'dependency') return;
    const call = {
      failed: tally.cause === 'dependency',
      at: new Date(Math.min((tally.minute + 1) * MINUTE_MS, now.getTime())),
    };
    for (let calls = 0; calls < Math.min(added, CALLS_THAT_MATTER); calls += 1) {
      this.#dependency = afterCall(this.#dependency, call);
    }
  }

  /** How many answers were told of in all runs, as impossible ones are counted too. Those to testers are left out. */
  get answers(): number {
    return this.#answers;
  }

  /** The number of the last sighting that was folded in. */
  get sighting(): number {
    return this.#sighting;
  }

  get dependencyDownSince(): Date | null {
    return this.#dependency.downSince;
  }

  counts({ share, opening }: OpenNow): Counts {
    return this.people.counts(share, opening, this.#dependency.downSince !== null);
  }

  /** What it all says now. A restart takes effect with the first sighting after it. */
  harm(open: OpenNow): HarmReading {
    return harmReading(this.#harm, this.counts(open));
  }

  /** The evidence behind it. */
  harmFigures(open: OpenNow): HarmFigures {
    return harmFigures(this.#harm, this.counts(open));
  }

  /** How many times as frequent failed visits are with the feature: at least in this run, at most in this opening. */
  rateRatio(opening: number): RateRatioBounds {
    const atLeast = this.#harm.rateRatioAtLeast;
    return {
      atLeast: atLeast > 0 ? atLeast : null,
      atMost: rateRatioAtMost(this.#failuresIn(opening), this.people.arms(opening)),
    };
  }

  #failuresIn(opening: number): Evidence {
    return this.#failures.get(opening) ?? emptyEvidence();
  }

  #restartUntil(at: Date): void {
    for (;;) {
      const next = this.#restarts[this.#restarted];
      if (!next || next.at > at) return;
      const { share, opening } = next;
      this.#harm = afterPlannedRestart(this.#harm, this.counts({ share, opening }));
      this.#restarted += 1;
    }
  }
}

/** What there was of a release before a run of it. */
type Before = { readonly openings: number; readonly untilMinute: number };

const NOTHING_BEFORE: Before = { openings: 0, untilMinute: -Infinity };

function beforeRun(entries: readonly JournalEntry[], run: number): Before {
  const end = entries.filter(({ kind }) => kind === 'rolled-back')[run - 2];
  if (!end) return NOTHING_BEFORE;
  const openings = openingsOf(entries).filter((opening) => opening.run < run).length;
  return { openings, untilMinute: minuteOf(end.at) };
}

/** What was seen before a rollback never speaks against what comes after it. */
function isFromBefore({ opening, minute }: Tally, { openings, untilMinute }: Before): boolean {
  return opening > 0 ? opening <= openings : minute < untilMinute;
}

/** More of the same tell nothing more: health is that of the last ten calls. */
const CALLS_THAT_MATTER = 20;

type Restart = OpenNow & { readonly at: Date };

/** The first stage opens with the evidence itself, so its opening is no restart. */
function restartTimes(plan: ReleasePlan, stages: readonly Opened[]): readonly Restart[] {
  const times = stages.flatMap(({ at, share, opening, stage, watch }, index) => {
    const planned = stage === null ? undefined : plan.stages[stage];
    const next = stages[index + 1];
    return (watch?.anewAfter ?? (planned ? restartsOf(planned) : []))
      .map((minutes) => new Date(at.getTime() + minutes * MINUTE_MS))
      .filter((time) => !next || time < next.at)
      .map((time) => ({ at: time, share, opening }));
  });
  return times.slice(1);
}
