import { err, ok, type Result } from '../../../lib/result.ts';
import {
  afterObservation,
  beginWatch,
  type Observation,
  type Watch,
} from '../../../guard/index.ts';
import { parseEvidenceLine } from './evidence-line.ts';

export type ReplayRules = {
  readonly alpha: number;
  readonly tolerance: number;
  /** How many restarts were planned; as many as there are marks when nobody says. */
  readonly restarts?: number;
};

type Line = { readonly number: number; readonly observation: Observation };

/** What the guard knows after JSON lines, or a sentence that begins with the number of the bad one. */
export function replay(input: string, rules: ReplayRules): Result<Watch, string> {
  const lines = linesOf(input);
  if (!lines.ok) return lines;
  let watch = beginWatch({ ...rules, restarts: plannedRestarts(lines.value, rules) });
  for (const { number, observation } of lines.value) {
    const next = afterObservation(watch, observation);
    if (!next.ok) return err(`Line ${number}: ${next.error}`);
    watch = next.value;
  }
  return ok(watch);
}

function linesOf(input: string): Result<readonly Line[], string> {
  const lines: Line[] = [];
  for (const [index, text] of input.split('\n').entries()) {
    if (text.trim() === '') continue;
    const observation = parseEvidenceLine(text.trim());
    if (!observation.ok) return err(`Line ${index + 1}: ${observation.error}`);
    lines.push({ number: index + 1, observation: observation.value });
  }
  return ok(lines);
}

/** Without a mark the process is the plain one, whatever was planned. */
function plannedRestarts(lines: readonly Line[], { restarts }: ReplayRules): number {
  const marks = lines.filter(({ observation }) => observation.kind === 'restart').length;
  return marks === 0 ? 0 : (restarts ?? marks);
}
