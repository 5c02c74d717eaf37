import { err, ok, type Result } from '../../../lib/result.ts';
import {
  afterFailedVisit,
  afterPlannedRestart,
  afterRestart,
  BETA,
  crossing,
  figuresOf,
  labelEvidence,
  logFloor,
  logSampleRatio,
  lowerBound,
  newHarmWatch,
  sampleRatio,
  upperBound,
  verdictOn,
  type Component,
  type FloorCount,
  type GuardRules,
  type HarmVerdict,
  type HarmWatch,
  type SampleCounts,
  type SampleRatio,
} from '../../../guard/index.ts';
import { parseEvidenceLine, type EvidenceLine } from './evidence-line.ts';

export type ReplayRules = Omit<GuardRules, 'restarts'> & {
  /** How many restarts were planned; without it, as many as are marked. */
  readonly restarts?: number;
};

type ProcessName = Component | 'sample-ratio';

/** What the guard knows after some lines: its own fold, the newest counts, and the gravest so far. */
export type Replay = {
  readonly watch: HarmWatch;
  readonly floor: FloorCount | null;
  readonly sample: SampleCounts | null;
  /** What has ever been beyond its part of the budget. */
  readonly crossed: readonly ProcessName[];
  readonly verdict: HarmVerdict;
  readonly sampleRatio: SampleRatio;
};

/** What the guard knows after JSON lines, or a sentence that begins with the number of the bad one. */
export function replay(input: string, rules: ReplayRules): Result<Replay, string> {
  const lines = linesOf(input);
  if (!lines.ok) return lines;
  let replayed = beginReplay({ ...rules, restarts: plannedRestarts(lines.value, rules) });
  for (const { number, line } of lines.value) {
    const next = including(replayed, line);
    if (!next.ok) return err(`Line ${number}: ${next.error}`);
    replayed = judged(next.value);
  }
  return ok(replayed);
}

type NumberedLine = { readonly number: number; readonly line: EvidenceLine };

function linesOf(input: string): Result<readonly NumberedLine[], string> {
  const lines: NumberedLine[] = [];
  for (const [index, text] of input.split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = parseEvidenceLine(text.trim());
    if (!line.ok) return err(`Line ${index + 1}: ${line.error}`);
    lines.push({ number: index + 1, line: line.value });
  }
  return ok(lines);
}

/** Without a mark the process is the plain one, whatever was planned. */
function plannedRestarts(lines: readonly NumberedLine[], { restarts }: ReplayRules): number {
  const marks = lines.filter(({ line }) => line.kind === 'restart').length;
  return marks === 0 ? 0 : (restarts ?? marks);
}

function beginReplay(rules: GuardRules): Replay {
  return {
    watch: newHarmWatch(rules),
    floor: null,
    sample: null,
    crossed: [],
    verdict: 'no harm shown',
    sampleRatio: 'as-planned',
  };
}

/** The error is a sentence: no restart is planned any more. */
function including(replayed: Replay, line: EvidenceLine): Result<Replay, string> {
  const { watch } = replayed;
  switch (line.kind) {
    case 'label': {
      const { arm, share } = line.label;
      return ok({ ...replayed, watch: afterFailedVisit(watch, { open: arm === 'on', share }) });
    }
    case 'restart': {
      const planned = afterRestart(watch.labels.label);
      if (!planned.ok) return planned;
      return ok({ ...replayed, watch: afterPlannedRestart(watch, NO_PAGES) });
    }
    case 'floor':
      return ok({ ...replayed, floor: line.count });
    case 'sample':
      return ok({ ...replayed, sample: line.sample });
  }
}

const NO_UNITS = { errors: 0, units: 0, unitsBeforeToday: 0 };
/** The floor of a line has no days and no other pages, so it is the plain one, without restarts. */
const NO_PAGES = { feature: NO_UNITS, elsewhere: NO_UNITS };

const BY_GRAVITY: readonly HarmVerdict[] = ['no harm shown', 'global incident', 'harm'];
const SAMPLES_BY_GRAVITY: readonly SampleRatio[] = ['as-planned', 'too-many-open', 'too-few-open'];

/** With what has ever crossed, and the gravest verdicts, brought up to date. */
function judged(replayed: Replay): Replay {
  const { alpha } = replayed.watch.rules;
  const components = componentsOf(replayed);
  const { sample } = replayed;
  const ratio = sample === null ? 'as-planned' : sampleRatio(sample, logSampleRatio(sample));
  const beyond = [
    ...crossing(components, alpha),
    ...(ratio === 'as-planned' ? [] : (['sample-ratio'] as const)),
  ];
  const verdict = verdictOn(components, { alpha, restIsWell: false });
  return {
    ...replayed,
    crossed: [...new Set([...replayed.crossed, ...beyond])],
    verdict: graver(BY_GRAVITY, replayed.verdict, verdict),
    sampleRatio: graver(SAMPLES_BY_GRAVITY, replayed.sampleRatio, ratio),
  };
}

function componentsOf({ watch, floor }: Replay) {
  return { ...labelEvidence(watch), ...(floor && { floor: logFloor(floor) }) };
}

function graver<T>(byGravity: readonly T[], one: T, other: T): T {
  return byGravity.indexOf(other) > byGravity.indexOf(one) ? other : one;
}

/** The answer of the command; others rely on its shape. */
export type GuardAnswer = ReturnType<typeof guardAnswer>;

export function guardAnswer(replayed: Replay) {
  const { watch, verdict } = replayed;
  const { logEvidence, logMean, threshold } = figuresOf(componentsOf(replayed), watch.rules);
  const plain = watch.labels.label.fromStart;
  return {
    processes: processesOf(replayed),
    combined: { logEvidence, logMean, threshold },
    /** Infinity: no upper bound yet. */
    rateRatio: {
      lower: lowerBound(plain, watch.rules.alpha),
      upper: upperBound(plain, BETA),
      runningLower: watch.rateRatioAtLeast,
    },
    sampleRatio: replayed.sampleRatio,
    verdict,
  };
}

/** ln of each one's own evidence now, unweighted. */
function processesOf(replayed: Replay) {
  const { sample, crossed } = replayed;
  const logs = {
    ...componentsOf(replayed),
    ...(sample && { 'sample-ratio': logSampleRatio(sample) }),
  };
  return (['label', 'floor', 'sample-ratio'] as const).flatMap((name) => {
    const logEvidence = logs[name];
    if (logEvidence === undefined) return [];
    return [{ name, logEvidence, everCrossed: crossed.includes(name) }];
  });
}

/** Whether the lines were about no person at all, so that they say nothing, good or bad. */
export function isAboutNoOne({ watch, floor, sample }: Replay): boolean {
  const { counts } = watch.labels.label.fromStart;
  const evaluated = sample?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  return counts.length === 0 && (floor?.users ?? 0) === 0 && evaluated === 0;
}
