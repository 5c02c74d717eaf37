import type { Criterion } from '../criterion.ts';
import { MEASURES } from './catalogue.ts';
import type { Measure } from './measure.ts';

/** The denominators of shares that are counted today; of failed visits people alone. */
const COUNTED: ReadonlySet<string> = new Set(['requests', 'answers', 'calls', 'page views']);

/** Why nothing measures what a criterion asks for today, as a sentence; null when it is measured. */
export function whyUnmeasured(criterion: Criterion): string | null {
  const { measure, per, denominator, window } = criterion;
  const missing = [measure, per].find((name) => name !== null && !MEASURES[name].measured);
  if (missing) return `Nothing measures “${missing}” yet: ${AWAITED[MEASURES[missing].from]}.`;
  const isOfPeople = [measure, per].some((name) => name !== null && PEOPLES.includes(name));
  const isCounted = isOfPeople ? denominator === 'people' : COUNTED.has(denominator ?? '');
  if (denominator !== null && !isCounted) {
    return `Nothing measures “${measure}” as a share of ${denominator} yet.`;
  }
  return isOfPeople && window.kind === 'last'
    ? `“${measure}” is counted over the whole stage alone, since people are told apart only there.`
    : null;
}

const PEOPLES: readonly string[] = ['people', 'failed visits', 'failed visit rate'];

const AWAITED: Readonly<Record<Measure['from'], string>> = {
  'this program': 'this program does not count it',
  'another program': 'no other program can report it',
  'page analytics': 'the page reports no such events',
  'the calendar': 'nothing hands in the days that have passed',
};
