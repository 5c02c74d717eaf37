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
  type FloorCount,
  type GuardRules,
  type HarmVerdict,
  type SampleCounts,
  type SampleRatio,
} from '../../../guard/index.ts';
import { parseEvidenceLine, type EvidenceLine } from './evidence-line.ts';

export type ReplayRules = Omit<GuardRules, 'restarts'> & {
  /** How many restarts were planned; without it, as many as are marked. */
  readonly restarts?: number;
};

/** The guard after JSON lines, or a sentence that begins with the number of the bad one. */
export function replay(input: string, rules: ReplayRules): Result<Replay, string> {
  const lines = linesOf(input);
  if (!lines.ok) return lines;
  const replayed = new Replay({ ...rules, restarts: plannedRestarts(lines.value, rules) });
  for (const { number, line } of lines.value) {
    const problem = replayed.include(line);
    if (problem !== null) return err(`Line ${number}: ${problem}`);
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

const VERDICTS: readonly HarmVerdict[] = ['no harm shown', 'global incident', 'harm'];
const SAMPLE_RATIOS: readonly SampleRatio[] = ['as-planned', 'too-many-open', 'too-few-open'];

/** The fold of a release, and beside it the newest counts and the gravest verdicts so far. */
class Replay {
  #watch;
  #floor: FloorCount | null = null;
  #sample: SampleCounts | null = null;
  /** What has ever been beyond its part of the budget. */
  readonly #crossed = new Set<string>();
  #verdict = VERDICTS[0];
  #sampleRatio = SAMPLE_RATIOS[0];

  constructor(rules: GuardRules) {
    this.#watch = newHarmWatch(rules);
  }

  /** Null, or why this can’t be, as a sentence: no restart is planned any more. */
  include(line: EvidenceLine): string | null {
    if (line.kind === 'restart') {
      const restarted = afterRestart(this.#watch.labels.label);
      if (!restarted.ok) return restarted.error;
      this.#watch = afterPlannedRestart(this.#watch, NO_PAGES);
    } else if (line.kind === 'label') {
      const { arm, share } = line.label;
      this.#watch = afterFailedVisit(this.#watch, { open: arm === 'on', share });
    } else if (line.kind === 'floor') this.#floor = line.count;
    else this.#sample = line.sample;
    this.#judge();
    return null;
  }

  #judge(): void {
    const { alpha } = this.#watch.rules;
    const components = this.#components();
    for (const name of crossing(components, alpha)) this.#crossed.add(name);
    const verdict = verdictOn(components, { alpha, restIsWell: false });
    this.#verdict = graver(VERDICTS, this.#verdict, verdict);
    if (this.#sample === null) return;
    const ratio = sampleRatio(this.#sample, logSampleRatio(this.#sample));
    if (ratio !== 'as-planned') this.#crossed.add('sample-ratio');
    this.#sampleRatio = graver(SAMPLE_RATIOS, this.#sampleRatio, ratio);
  }

  /** The answer of the command; others rely on its shape. */
  answer() {
    const { rules, rateRatioAtLeast, labels } = this.#watch;
    const { logEvidence, logMean, threshold } = figuresOf(this.#components(), rules);
    const plain = labels.label.fromStart;
    return {
      processes: this.#processes(),
      combined: { logEvidence, logMean, threshold },
      rateRatio: {
        lower: lowerBound(plain, rules.alpha),
        /** Infinity: no upper bound yet. */
        upper: upperBound(plain, BETA),
        runningLower: rateRatioAtLeast,
      },
      sampleRatio: this.#sampleRatio ?? 'as-planned',
      verdict: this.#verdict ?? 'no harm shown',
    };
  }

  /** Whether no line was about a person, so that the lines say nothing, good or bad. */
  get isAboutNoOne(): boolean {
    const evaluated = this.#sample?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
    const { counts } = this.#watch.labels.label.fromStart;
    return counts.length === 0 && (this.#floor?.users ?? 0) === 0 && evaluated === 0;
  }

  /** ln of each one's own evidence now, unweighted. */
  #processes() {
    const sample = this.#sample && { 'sample-ratio': logSampleRatio(this.#sample) };
    const logs = { ...this.#components(), ...sample };
    return (['label', 'floor', 'sample-ratio'] as const).flatMap((name) => {
      const logEvidence = logs[name];
      const everCrossed = this.#crossed.has(name);
      return logEvidence === undefined ? [] : [{ name, logEvidence, everCrossed }];
    });
  }

  #components() {
    return { ...labelEvidence(this.#watch), ...(this.#floor && { floor: logFloor(this.#floor) }) };
  }
}

export type GuardAnswer = ReturnType<Replay['answer']>;

const NO_UNITS = { errors: 0, units: 0, unitsBeforeToday: 0 };
/** The floor of a line has no days and no other pages, so it is the plain one, without restarts. */
const NO_PAGES = { feature: NO_UNITS, elsewhere: NO_UNITS };

function graver<T>(byGravity: readonly T[], one: T | undefined, other: T): T {
  return one !== undefined && byGravity.indexOf(one) >= byGravity.indexOf(other) ? one : other;
}
