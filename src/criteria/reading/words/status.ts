import type { StatusRange } from '../../criterion.ts';
import type { Match } from './phrases.ts';
import type { Token } from './tokens.ts';

/** The status or the range of statuses at `at`: `401`, `5xx`, `500s`, `500-504`; null when there is none. */
export function statusAt(tokens: readonly Token[], at: number): Match<StatusRange> | null {
  const [first, second, third] = tokens.slice(at, at + 3);
  const from = first && rangeOf(first);
  if (!first || !from) return null;
  if (second?.text === 's' && second.start === first.end) {
    const hundred = Math.floor(from.from / 100) * 100;
    return { found: { from: hundred, to: hundred + 99 }, length: 2 };
  }
  const to = third && rangeOf(third);
  const joined = second !== undefined && ['-', 'to'].includes(second.text);
  if (!joined || !to || to.to < from.from) return { found: from, length: 1 };
  return { found: { from: from.from, to: to.to }, length: 3 };
}

function rangeOf({ text }: Token): StatusRange | null {
  if (/^[1-5]xx$/.test(text)) {
    const from = Number(text.charAt(0)) * 100;
    return { from, to: from + 99 };
  }
  return /^[1-5]\d\d$/.test(text) ? { from: Number(text), to: Number(text) } : null;
}

/** All statuses of the list at `at`, in order and without overlaps. */
export function statusesAt(
  tokens: readonly Token[],
  at: number,
): Match<readonly StatusRange[]> | null {
  const first = packedAt(tokens, at) ?? oneAt(tokens, at);
  if (!first) return null;
  const next = at + first.length;
  const joint = jointAt(tokens, next);
  const rest = joint === 0 ? null : statusesAt(tokens, next + joint);
  return {
    found: merged([...first.found, ...(rest?.found ?? [])]),
    length: first.length + (rest ? joint + rest.length : 0),
  };
}

function oneAt(tokens: readonly Token[], at: number): Match<readonly StatusRange[]> | null {
  const one = statusAt(tokens, at);
  return one && { found: [one.found], length: one.length };
}

/** `401,403` without a space looks like one number in thousands. */
function packedAt(tokens: readonly Token[], at: number): Match<readonly StatusRange[]> | null {
  const text = tokens[at]?.text ?? '';
  if (!/^[1-5]\d\d(,[1-5]\d\d)+$/.test(text)) return null;
  const found = text.split(',').map((status) => ({ from: Number(status), to: Number(status) }));
  return { found, length: 1 };
}

const JOINTS = [',', '/', '|', 'and', 'or', '+', '&'];

/** `401, 403`, `401 and 403`, `401, and 403`. */
function jointAt(tokens: readonly Token[], at: number): number {
  const isJoint = (index: number) => JOINTS.includes(tokens[index]?.text ?? '');
  if (!isJoint(at)) return 0;
  return isJoint(at + 1) ? 2 : 1;
}

/** Sorted, and ranges that touch joined to one. */
function merged(ranges: readonly StatusRange[]): readonly StatusRange[] {
  const joined: StatusRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to + 1) {
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
    } else joined.push(range);
  }
  return joined;
}
