export type StageMeaning =
  | { readonly kind: 'stage'; readonly letter: string }
  /** `Stage A Results (Jan 8-13, 2025)` opens no second stage A. */
  | {
      readonly kind: 'stage-part';
      readonly letter: string;
      readonly part: 'planning' | 'results';
    };

const STAGE = /^stage (?:([a-z])|(\d{1,2}))(?![a-z0-9])(.*)$/;
const RESULTS_FIRST =
  /^(results|planning)(?: (?:of|for))?[\s:-]+stage (?:([a-z])|(\d{1,2}))(?![a-z0-9])/;
/** The template's first stage is its canary, so a canary without a letter is stage A. */
const CANARY = /^canary(?: (?:phase|stage|release))?(?:[\s:-]+\d.*)?$/;

/** The stage that these normalized words of a heading announce, or whose planning or results they do. */
export function stageOf(plain: string): StageMeaning | null {
  const [, part, ...partOf] = RESULTS_FIRST.exec(plain) ?? [];
  if (part) return stagePart(partOf.join(''), part);
  if (CANARY.test(plain)) return { kind: 'stage', letter: 'A' };
  const [, letter, number, rest = ''] = STAGE.exec(plain) ?? [];
  const name = letter ?? number;
  if (name === undefined || isSentence(rest)) return null;
  const suffix = /^[\s:-]+(results|planning)$/.exec(rest)?.[1];
  return suffix ? stagePart(name, suffix) : { kind: 'stage', letter: name.toUpperCase() };
}

/** `Stage a release of …` is prose. */
function isSentence(rest: string): boolean {
  return /^ [a-z]+(?: [a-z]+){3,}/.test(rest);
}

function stagePart(letter: string, part: string): StageMeaning {
  return {
    kind: 'stage-part',
    letter: letter.toUpperCase(),
    part: part === 'results' ? 'results' : 'planning',
  };
}
