import type { Criterion } from '../criterion.ts';
import { anchorOf, type Anchor } from './anchor.ts';
import { holds, limitOf } from './comparing.ts';
import { faultIn, sampleAskedFor, valueOf } from './figures.ts';
import { measureOf } from '../measures/catalogue.ts';
import type { Judgement, Verdict } from './judgement.ts';
import type { Measurement } from './measurement.ts';
import { faultSentence, resultSentence, sightSentence, tooFewSentence } from './sentences.ts';

/**
 * Whether what the criterion says is so, by what was measured. Nothing is ever met from no data: too little
 * of it is inconclusive, and data that is missing or can't be true leaves the criterion unmeasured.
 */
export function judge(criterion: Criterion, measurement: Measurement): Judgement {
  const { telemetry, open } = measurement;
  if (telemetry !== 'quiet-or-flowing' && !isOfTheCalendar(criterion)) {
    const verdict = telemetry === 'blind' ? 'unmeasured' : 'inconclusive';
    return { ...NO_FIGURES, verdict, sentence: sightSentence(criterion, telemetry) };
  }
  const fault = faultIn(open, criterion);
  if (fault !== null) {
    const sentence = faultSentence(criterion, fault);
    return { ...NO_FIGURES, verdict: 'unmeasured', sentence };
  }
  const anchor = anchorOf(criterion, measurement);
  return { ...seenIn(measurement), ...verdictOn(criterion, measurement, anchor) };
}

/** Time passes, whether anyone comes or not. */
const isOfTheCalendar = (criterion: Criterion) => measureOf(criterion).from === 'the calendar';

const NO_FIGURES = {
  value: null,
  limit: null,
  numerator: null,
  denominator: null,
  seen: null,
  excluded: [],
};

/** The figures, whatever they lead to. */
function seenIn({ open, excluded }: Measurement): Omit<Judgement, 'verdict' | 'sentence'> {
  const parts =
    open.kind === 'share' || open.kind === 'ratio'
      ? { numerator: open.numerator, denominator: open.denominator }
      : { numerator: open.kind === 'count' ? open.count : null, denominator: null };
  return { value: valueOf(open), limit: null, ...parts, seen: open.sample, excluded };
}

type JudgedPart = Pick<Judgement, 'verdict' | 'sentence'> & Partial<Pick<Judgement, 'limit'>>;

function verdictOn(criterion: Criterion, measurement: Measurement, anchor: Anchor): JudgedPart {
  const { open } = measurement;
  const value = valueOf(open);
  if (anchor.kind === 'missing') {
    return { verdict: 'unmeasured', sentence: faultSentence(criterion, anchor.fault) };
  }
  if (value === null || open.sample < sampleAskedFor(criterion)) {
    return { verdict: 'inconclusive', sentence: tooFewSentence(criterion, measurement, null) };
  }
  if (anchor.kind === 'too-few') {
    return {
      verdict: 'inconclusive',
      sentence: tooFewSentence(criterion, measurement, anchor.figures),
    };
  }
  const limit = limitOf(criterion.condition, anchor.kind === 'known' ? anchor.value : 0);
  const verdict: Verdict = holds(criterion.condition, value, limit) ? 'met' : 'missed';
  const sentence = resultSentence(criterion, measurement, { value, limit, verdict, anchor });
  return { verdict, limit, sentence };
}
