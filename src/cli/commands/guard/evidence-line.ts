import { err, ok, type Result } from '../../../lib/result.ts';
import { shortened } from '../../../lib/text-from-people.ts';
import {
  floorProblem,
  labelProblem,
  sampleProblem,
  type FloorCount,
  type Label,
  type SampleCounts,
} from '../../../guard/index.ts';

/** One line of evidence, checked. Counts are those so far, not those since the last line. */
export type EvidenceLine =
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'restart' }
  | { readonly kind: 'floor'; readonly count: FloorCount }
  | { readonly kind: 'sample'; readonly sample: SampleCounts };

/** In UTF-16 units. */
const LONGEST_QUOTE = 80;

const FORMS =
  'Expected one of {"arm":"on","share":0.05} (arm on or off), {"restart":true}, ' +
  '{"floor":{"errors":3,"users":10,"ceiling":0.01}} and {"srm":{"counts":[52,948],"shares":[0.05,0.95]}}.';

type JsonObject = Readonly<Record<string, unknown>>;

/** The error is a sentence: what was read and what was expected, or why there can be no such evidence. */
export function parseEvidenceLine(text: string): Result<EvidenceLine, string> {
  const line = lineIn(objectIn(parseJson(text)));
  if (line === null) return err(`Read ${shortened(text, LONGEST_QUOTE)}. ${FORMS}`);
  const problem = problemWith(line);
  return problem === null ? ok(line) : err(problem);
}

function lineIn(json: JsonObject | null): EvidenceLine | null {
  if (json === null) return null;
  const forms = ['arm', 'restart', 'floor', 'srm'].filter((form) => form in json);
  // Two in one line would have no order, and order counts.
  if (forms.length !== 1) return null;
  switch (forms[0]) {
    case 'arm':
      return labelIn(json);
    case 'restart':
      return json['restart'] === true ? { kind: 'restart' } : null;
    case 'floor':
      return floorIn(objectIn(json['floor']));
    default:
      return sampleIn(objectIn(json['srm']));
  }
}

function labelIn({ arm, share }: JsonObject): EvidenceLine | null {
  if ((arm !== 'on' && arm !== 'off') || typeof share !== 'number') return null;
  return { kind: 'label', label: { arm, share } };
}

function floorIn(json: JsonObject | null): EvidenceLine | null {
  const { errors, users, ceiling } = json ?? {};
  if (typeof errors !== 'number' || typeof users !== 'number' || typeof ceiling !== 'number') {
    return null;
  }
  return { kind: 'floor', count: { errors, users, ceiling } };
}

function sampleIn(json: JsonObject | null): EvidenceLine | null {
  const { counts, shares } = json ?? {};
  if (!areNumbers(counts) || !areNumbers(shares)) return null;
  return { kind: 'sample', sample: { counts, shares } };
}

function problemWith(line: EvidenceLine): string | null {
  switch (line.kind) {
    case 'label':
      return labelProblem(line.label);
    case 'restart':
      return null;
    case 'floor':
      return floorProblem(line.count);
    case 'sample':
      return sampleProblem(line.sample);
  }
}

function areNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}

function objectIn(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
