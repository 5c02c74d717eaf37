import type { Criterion } from '../criterion.ts';
import { criterionInWords } from '../in-words.ts';
import { sampleUnitOf } from '../judging/figures.ts';
import { MEASURE_NAMES, MEASURES, measureOf } from '../measures/catalogue.ts';
import { whyUnmeasured } from '../measures/unmeasured.ts';
import { readCriterion } from './read.ts';

/** What a sentence of a plan would be as code that is measured today; null when the language has no words for it. */
export function proposedRule(sentence: string, kind: 'criterion' | 'rollback'): string | null {
  const read = [sentence, withErrorRate(sentence)].map((words) => readCriterion(words));
  const criterion = read.find((one) => one.ok);
  if (!criterion?.ok || whyUnmeasured(criterion.value) !== null) return null;
  return criterionInWords(withSample(criterion.value, kind));
}

/** `more than 1% of requests fail` is said of the error rate. */
function withErrorRate(sentence: string): string {
  const [, limit = '', unit = ''] = FAILING.exec(sentence) ?? [];
  return `error rate ${limit} of ${unit}`;
}

const FAILING =
  /((?:more|fewer|less) than \S+ ?(?:%|percent)) of (?:all |the )?([a-z ]+?) (?:fail|end in (?:an )?error)/i;

/** So many bad ones does it take that a rule is not met by chance. */
const FEWEST_BAD = 3;
const USUAL_SAMPLE = 200;

function withSample(criterion: Criterion, kind: 'criterion' | 'rollback'): Criterion {
  const { condition, sample } = criterion;
  const isShare = measureOf(criterion).kind === 'share';
  if (sample !== null || !isShare || condition.kind !== 'fixed') return criterion;
  const { limit, comparison } = condition;
  const percent = limit.kind === 'percent' ? limit.percent : 0;
  const bad = comparison.startsWith('>') ? percent : 100 - percent;
  const isRare = kind === 'rollback' && bad > 0;
  const count = isRare ? Math.ceil((FEWEST_BAD * 100) / bad) : USUAL_SAMPLE;
  return { ...criterion, sample: { count, unit: sampleUnitOf(criterion) } };
}

/** An example of the measure that a sentence speaks of, of those that are measured today; null when it names none. */
export function exampleFor(sentence: string): string | null {
  const words = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = MEASURE_NAMES.filter(
    ({ name, measure }) => MEASURES[measure].measured && words.includes(` ${name} `),
  );
  const [longest] = named.toSorted((one, other) => other.name.length - one.name.length);
  return longest ? MEASURES[longest.measure].example : null;
}
