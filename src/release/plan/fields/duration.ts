const MINUTES: Readonly<Record<string, number>> = {
  m: 1,
  h: 60,
  d: 24 * 60,
  w: 7 * 24 * 60,
  mo: 30 * 24 * 60,
};

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

// A word needs a space before its unit: `and` is no day.
const COUNT = `\\d+(?:\\.\\d+)?|(?:${NUMBER_WORDS.join('|')}|an?)(?=[\\s-])`;
const UNIT = 'mo(?:nths?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?';
const LENGTH = new RegExp(
  `(?<![\\w.])(${COUNT})(?:\\s*(?:-|–|—|to)\\s*\\d+(?:\\.\\d+)?)?[\\s-]*` +
    `(?:(?:full|business|working|calendar)\\s+)*(${UNIT})(?![a-z])`,
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
  if (!before) return true;
  return JOINT.test(words.slice(before.index + before[0].length, next.index));
}

function minutesOf([, count = '', unit = '']: RegExpExecArray): number {
  const spelled = NUMBER_WORDS.indexOf(count.toLowerCase());
  const amount = /^an?$/i.test(count) ? 1 : spelled === -1 ? Number(count) : spelled;
  const short = unit.toLowerCase().startsWith('mo') ? 'mo' : unit.charAt(0).toLowerCase();
  return amount * (MINUTES[short] ?? 0);
}
