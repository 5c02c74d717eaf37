import { err, ok, type Result } from '../../../lib/result.ts';
import type { Observation } from '../../../guard/index.ts';

const FORMS =
  'Expected one of {"arm":"on","share":0.05} (arm on or off), {"restart":true}, ' +
  '{"floor":{"errors":3,"users":10,"ceiling":0.01}} and {"srm":{"counts":[52,948],"shares":[0.05,0.95]}}.';

type Members = Readonly<Record<string, unknown>>;

/** One line of JSON as the guard's observation, or a sentence: what was read and what was expected. */
export function parseEvidenceLine(line: string): Result<Observation, string> {
  const observation = observationIn(membersOf(parseJson(line)));
  return observation === null ? err(`Read ${shortened(line)}. ${FORMS}`) : ok(observation);
}

function observationIn(members: Members | null): Observation | null {
  if (members === null) return null;
  const forms = ['arm', 'restart', 'floor', 'srm'].filter((form) => form in members);
  // Two in one line would have no order, and order counts.
  if (forms.length !== 1) return null;
  switch (forms[0]) {
    case 'arm':
      return labelIn(members);
    case 'restart':
      return members['restart'] === true ? { kind: 'restart' } : null;
    case 'floor':
      return floorIn(membersOf(members['floor']));
    default:
      return sampleIn(membersOf(members['srm']));
  }
}

function labelIn({ arm, share }: Members): Observation | null {
  if ((arm !== 'on' && arm !== 'off') || typeof share !== 'number') return null;
  return { kind: 'label', signal: 'label', label: { arm, share } };
}

function floorIn(members: Members | null): Observation | null {
  const { errors, users, ceiling } = members ?? {};
  if (typeof errors !== 'number' || typeof users !== 'number' || typeof ceiling !== 'number') {
    return null;
  }
  return { kind: 'floor', floor: { count: { errors, users, ceiling }, rest: null } };
}

function sampleIn(members: Members | null): Observation | null {
  const { counts, shares } = members ?? {};
  if (!areNumbers(counts) || !areNumbers(shares)) return null;
  return { kind: 'sample', sample: { counts, shares } };
}

function areNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}

function membersOf(value: unknown): Members | null {
  return typeof value === 'object' && value !== null ? (value as Members) : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function shortened(line: string): string {
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
