import { NUMBER_WORDS, wordOrNumber } from '../typed/numbers.ts';

const MINUTES: Readonly<Record<string, number>> = {
  m: 1,
  h: 60,
  d: 24 * 60,
  w: 7 * 24 * 60,
  mo: 30 * 24 * 60,
};

/** Units of time as people write them; what follows may not be a letter. */
export const TIME_UNIT =
  'mo(?:nths?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?';

// A word needs a space before its unit: `and` is no day.
const COUNT = `\\d+(?:\\.\\d+)?|(?:${NUMBER_WORDS.join('|')}|an?)(?=[\\s-])`;
const LENGTH = new RegExp(
  `(?<![\\w.])(${COUNT})(?:\\s*(?:-|–|—|to)\\s*\\d+(?:\\.\\d+)?)?[\\s-]*` +
    `(?:(?:full|business|working|calendar)\\s+)*(${TIME_UNIT})(?![a-z])`,
  'gi',
);
const JOINT = /^[\s,]*(?:and\s+)?$/i;

/** Whole minutes of the first length of time in the words, the lower end of a range; null when there is none. */
export function minutesIn(words: string): number | null {
  const spaced = words.replaceAll('\u00A0', ' ').replace(/(\d[a-z]+)(?=\d)/gi, '$1 ');
  const lengths = [...spaced.matchAll(LENGTH)];
  const [first] = lengths;
  if (!first) return null;
  const after = lengths.findIndex(
    (length, index) => index > 0 && !joins(spaced, lengths[index - 1], length),
  );
  const together = after === -1 ? lengths : lengths.slice(0, after);
  return Math.round(together.reduce((sum, length) => sum + minutesOf(length), 0));
}

/** `1 day and 12 hours` is one length; `4 hours / 2 weeks` are two. */
function joins(words: string, before: RegExpExecArray | undefined, next: RegExpExecArray): boolean {
  return !before || areJoined(words.slice(before.index + before[0].length, next.index));
}

/** Whether what stands between two lengths of time makes them one. */
export function areJoined(between: string): boolean {
  return JOINT.test(between);
}

function minutesOf([, count = '', unit = '']: RegExpExecArray): number {
  return (wordOrNumber(count) ?? 0) * minutesPer(unit);
}

/** Minutes of one `h`, `days`, `wk` …; a month has 30 days. */
export function minutesPer(unit: string): number {
  const short = unit.toLowerCase().startsWith('mo') ? 'mo' : unit.charAt(0).toLowerCase();
  return MINUTES[short] ?? 0;
}
