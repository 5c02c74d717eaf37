import { count, share } from './measure.ts';

const REPORTED = { from: 'another program', measured: false } as const;

/** What only the program that carries the feature, or one that watches it, can know. */
export const REPORTS = {
  'silent failures': count({
    ...REPORTED,
    meaning: 'How many submissions were lost without a word to anyone.',
    synonyms: ['silent failure', 'silent errors', 'lost submissions'],
    sampleUnit: 'submissions',
    shareTwin: 'silent failure rate',
    example: 'silent failures = 0 in this stage, at least 10 submissions',
  }),
  'silent failure rate': share({
    ...REPORTED,
    meaning: 'The share of submissions that were lost without a word to anyone.',
    denominators: ['submissions', 'people'],
    example: 'silent failure rate = 0% of submissions in this stage, at least 200 submissions',
  }),
  submissions: count({
    ...REPORTED,
    meaning: 'How many submissions arrived.',
    synonyms: ['submission', 'submits', 'number of submissions', 'forms submitted'],
    sampleUnit: 'submissions',
    closedCohort: true,
    better: 'higher',
    example: 'submissions >= 10 in this stage',
  }),
  'fallback share': share({
    ...REPORTED,
    meaning: 'The share of submissions that went a backup way, such as manual routing.',
    synonyms: [
      'fallback rate',
      'manual routing',
      'manual routing rate',
      'backup path',
      'backup path rate',
    ],
    denominators: ['submissions', 'cases', 'people'],
    closedCohort: true,
    example: 'fallback share <= 35% of submissions in this stage, at least 100 submissions',
  }),
  'conversion rate': share({
    ...REPORTED,
    meaning: 'The share of those who started something that finished it.',
    synonyms: ['conversion', 'completion rate', 'completion', 're-authorization rate'],
    denominators: ['starts', 'visits', 'people', 'page views'],
    closedCohort: true,
    better: 'higher',
    example: 'conversion rate >= 90% of starts in this stage, at least 100 starts',
  }),
  'abandonment rate': share({
    ...REPORTED,
    meaning: 'The share of those who started something and left before its end.',
    synonyms: ['abandonment', 'drop-off rate', 'drop-off', 'dropoff rate', 'bounce rate'],
    denominators: ['starts', 'visits', 'people', 'page views'],
    closedCohort: true,
    example: 'abandonment rate < 20% of starts in this stage, at least 100 starts',
  }),
  'click-through rate': share({
    ...REPORTED,
    meaning: 'The share of impressions of a link or message that were followed by a click.',
    synonyms: ['ctr', 'click rate', 'clickthrough rate', 'open rate'],
    denominators: ['impressions', 'messages', 'people', 'page views'],
    better: 'higher',
    example: 'click-through rate > 5% of impressions over 7 days, at least 500 impressions',
  }),
  alerts: count({
    ...REPORTED,
    meaning: 'How many new alerts another program raised about the feature.',
    synonyms: ['new alerts', 'alert', 'new alert', 'alarms', 'monitor alerts'],
    sampleUnit: 'requests',
    example: 'alerts = 0 in this stage, at least 200 requests',
  }),
  complaints: count({
    ...REPORTED,
    meaning: 'How many complaints or calls for help the contact center traced to the feature.',
    synonyms: ['complaint', 'support calls', 'calls to the contact center', 'contact center calls'],
    sampleUnit: 'people',
    countedIn: ['calls', 'call'],
    example: 'complaints < 2 over 7 days, at least 100 people',
  }),
};
