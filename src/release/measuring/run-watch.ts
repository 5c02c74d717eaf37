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
  EvidencePath,
  type EvidencePathState,
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
import type { ReleasePlan } from '../../plan/index.ts';
import type { Release } from '../journal/release.ts';
import type { StageRun } from '../journal/stage-runs.ts';
import { AnswerBook, type BookState } from './answer-book.ts';
import { minuteOf, type AnswerCount } from './kept/answer-count.ts';
import type { CountsWanted } from './kept/measurements.ts';
import type { PersonEvent } from './kept/person-event.ts';
import { PeopleByHour, type PeopleByHourState } from './people-by-hour.ts';
import { PeopleSeen, type PeopleSeenState } from './people-seen.ts';

type Followed = Pick<Release, 'plan' | 'entries' | 'runs'>;

/** What is open: for what share of people, in which stage run. */
type OpenStageRun = { readonly share: number; readonly opening: number };

/** Plain data, so that it can be saved. */
export type RunWatchState = {
  readonly run: number;
  readonly book: BookState;
  readonly people: PeopleSeenState;
  readonly byHour: PeopleByHourState;
  readonly path: EvidencePathState;
  harm: HarmWatch;
  isArmed: boolean;
  /** First failed visits of each opening. */
  readonly failures: Map<number, Evidence>;
  restarted: number;
  dependency: DependencyHealth;
  lastEvent: number;
  readonly answers: Map<number, number>;
};

/**
 * All that was measured in one run of a release, folded in the order in which it was kept: the same person events and the
 * same journal give the same, to the bit, in every instance and however often.
 */
export class RunWatch {
  readonly book: AnswerBook;
  readonly people: PeopleSeen;
  readonly byHour: PeopleByHour;
  readonly path: EvidencePath;
  /** All that the journal does not tell. */
  readonly state: RunWatchState;
  #restarts: readonly Restart[] = [];
  #before: BeforeRun = NOTHING_BEFORE;

  private constructor(state: RunWatchState) {
    this.state = state;
    this.book = new AnswerBook(state.book);
    this.people = new PeopleSeen(state.people);
    this.byHour = new PeopleByHour(state.byHour);
    this.path = new EvidencePath(state.path);
  }

  static begin(plan: ReleasePlan, run: number): RunWatch {
    return new RunWatch({
      run,
      book: new AnswerBook().state,
      people: new PeopleSeen().state,
      byHour: new PeopleByHour().state,
      path: new EvidencePath().state,
      harm: newHarmWatch(guardRulesOf(plan)),
      isArmed: false,
      failures: new Map(),
      restarted: 0,
      dependency: DEPENDENCY_WELL,
      lastEvent: 0,
      answers: new Map(),
    });
  }

  /** Goes on from what another one had folded. */
  static goOn(state: RunWatchState): RunWatch {
    return new RunWatch(state);
  }

  get run(): number {
    return this.state.run;
  }

  /** Answers of no opening that came before this run are none of it; before its first stage they are the baseline. */
  countsUntil(moment: Date | undefined): CountsWanted {
    const fromMinute = this.#before.untilMinute;
    return {
      fromMinute,
      untilMinute: moment ? minuteOf(moment) : Infinity,
      knownMinute: this.book.state.newest,
      boundaries: [fromMinute, this.book.state.baselineEnds],
    };
  }

  /** What was opened says by which rules the evidence is judged, and at which moments it begins again. */
  follow(release: Followed): void {
    const { plan, runs } = release;
    const stages = runs.filter(({ run, share }) => run === this.run && share > 0);
    this.#arm(plan, stages[0]);
    if (stages[0]) this.book.endBaseline(minuteOf(stages[0].at));
    this.#restarts = restartTimes(plan, stages);
    this.#before = beforeRun(release, this.run);
  }

  /** Before the first stage opens there is no label, so that nothing is lost. */
  #arm(plan: ReleasePlan, first: StageRun | undefined): void {
    if (this.state.isArmed || !first) return;
    this.state.harm = newHarmWatch(first.watch ?? guardRulesOf(plan));
    this.state.isArmed = true;
  }

  note(event: PersonEvent): void {
    if (event.run !== this.run) return;
    const { kind, cohort, share, opening } = event;
    const logEvidence = () => this.harmFigures({ share, opening }).logEvidence;
    this.state.lastEvent = event.number;
    this.path.turnTo(event.at, logEvidence);
    this.#restartUntil(event.at.getTime());
    const before = kind === 'failed-in-opening' ? this.people.arms(opening) : null;
    this.people.note(event);
    this.byHour.note(event);
    if (cohort === 'tester') return;
    if (before) {
      const arm = cohort === 'open' ? 'on' : 'off';
      this.state.failures.set(
        opening,
        afterFailedVisitInStage(this.#failuresIn(opening), arm, before),
      );
    }
    const person = { open: cohort === 'open', share };
    if (kind === 'failed') this.state.harm = afterFailedVisit(this.state.harm, person);
    if (kind === 'slow') this.state.harm = afterSlowAnswer(this.state.harm, person);
    if (kind === 'came' || kind === 'failed' || kind === 'slow') {
      this.path.note({ kind, cohort, at: event.at }, logEvidence);
    }
  }

  /** `now`: counts tell the minute alone, and it may not be over. */
  noteAnswers(counted: AnswerCount, now: Date): void {
    if (isFromBefore(counted, this.#before)) return;
    const added = this.book.note(counted);
    const { opening } = counted;
    if (counted.cohort !== 'tester')
      this.state.answers.set(opening, this.answersIn(opening) + added);
    if (!counted.ofFeature || counted.cohort === 'closed') return;
    if (counted.cause !== null && counted.cause !== 'dependency') return;
    const call = {
      failed: counted.cause === 'dependency',
      at: new Date(Math.min((counted.minute + 1) * MINUTE_MS, now.getTime())),
    };
    for (let calls = 0; calls < Math.min(added, CALLS_THAT_MATTER); calls += 1) {
      this.state.dependency = afterCall(this.state.dependency, call);
    }
  }

  /** What came in an hour that was over long ago, and of which nothing was noted by the minute. */
  noteHour(counted: AnswerCount): void {
    if (isFromBefore(counted, this.#before)) return;
    const { opening, count, cohort } = counted;
    this.book.noteHour(counted);
    if (cohort !== 'tester') this.state.answers.set(opening, this.answersIn(opening) + count);
  }

  /** How many answers were counted in this opening. Those to testers are left out. */
  answersIn(opening: number): number {
    return this.state.answers.get(opening) ?? 0;
  }

  /** The number of the last person event that was folded in. */
  get lastEvent(): number {
    return this.state.lastEvent;
  }

  get dependencyDownSince(): Date | null {
    return this.state.dependency.downSince;
  }

  counts({ share, opening }: OpenStageRun): Counts {
    return this.people.counts(share, opening, this.state.dependency.downSince !== null);
  }

  /** What it all says now. A restart takes effect with the first person event after it. */
  harm(open: OpenStageRun & { readonly now: Date }): HarmReading {
    const stage = this.people.toldOfBoth(open.opening, open.now);
    return harmReading(this.state.harm, { ...this.counts(open), stage });
  }

  /** The evidence behind it. */
  harmFigures(open: OpenStageRun): HarmFigures {
    return harmFigures(this.state.harm, this.counts(open));
  }

  /** How many times as frequent failed visits are with the feature: at least in this run, at most in this opening. */
  rateRatio(opening: number): RateRatioBounds {
    const atLeast = this.state.harm.rateRatioAtLeast;
    return {
      atLeast: atLeast > 0 ? atLeast : null,
      atMost: rateRatioAtMost(this.#failuresIn(opening), this.people.arms(opening)),
    };
  }

  #failuresIn(opening: number): Evidence {
    return this.state.failures.get(opening) ?? emptyEvidence();
  }

  #restartUntil(atMs: number): void {
    for (;;) {
      const next = this.#restarts[this.state.restarted];
      if (!next || next.at.getTime() > atMs) return;
      const { share, opening } = next;
      this.state.harm = afterPlannedRestart(this.state.harm, this.counts({ share, opening }));
      this.state.restarted += 1;
    }
  }
}

/** What there was of a release before a run of it. */
type BeforeRun = { readonly openings: number; readonly untilMinute: number };

const NOTHING_BEFORE: BeforeRun = { openings: 0, untilMinute: -Infinity };

function beforeRun({ entries, runs }: Followed, run: number): BeforeRun {
  if (run === 1) return NOTHING_BEFORE;
  const end = entries.filter(({ kind }) => kind === 'rolled-back')[run - 2];
  if (!end) return NOTHING_BEFORE;
  const openings = runs.filter((one) => one.run < run).length;
  return { openings, untilMinute: minuteOf(end.at) };
}

/** What was seen before a rollback never speaks against what comes after it. */
function isFromBefore(
  { opening, minute }: AnswerCount,
  { openings, untilMinute }: BeforeRun,
): boolean {
  return opening > 0 ? opening <= openings : minute < untilMinute;
}

/** More of the same tell nothing more: health is that of the last ten calls. */
const CALLS_THAT_MATTER = 20;

type Restart = OpenStageRun & { readonly at: Date };

/** The first stage opens with the evidence itself, so its opening is no restart. */
function restartTimes(plan: ReleasePlan, stages: readonly StageRun[]): readonly Restart[] {
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
