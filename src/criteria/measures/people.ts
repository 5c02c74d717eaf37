import { count, duration, score, share } from './measure.ts';

const BY_PAGES = { from: 'page events' } as const;

/** What people do and meet, each counted once where the unit is people. */
export const PEOPLE = {
  people: count({
    meaning: 'How many different people the feature was shown to, testers left out.',
    synonyms: [
      ...['users', 'unique users', 'distinct users', 'distinct people', 'people exposed'],
      ...['exposed people', 'veterans'],
    ],
    sampleUnit: 'people',
    better: 'higher',
    example: 'people >= 500 in this stage',
  }),
  visits: count({
    ...BY_PAGES,
    meaning: 'In how many sign-ins people opened the page, each counted once.',
    synonyms: ['visit', 'sessions', 'number of visits'],
    sampleUnit: 'visits',
    better: 'higher',
    example: 'visits >= 100 over 1 day',
  }),
  'failed visits': count({
    meaning: 'How many people had a visit fail through a fault of ours, each counted once.',
    synonyms: ['failed visit', 'people with a failed visit', 'people with errors'],
    sampleUnit: 'people',
    closedCohort: true,
    filters: ['endpoint', 'cause'],
    shareTwin: 'failed visit rate',
    example: 'failed visits <= 3 in this stage, at least 100 people',
  }),
  'failed visit rate': share({
    meaning: 'The share of people who had a visit fail through a fault of ours.',
    synonyms: [
      'failed visits rate',
      'failed visits share',
      'failed visit share',
      'visit failure rate',
    ],
    denominators: ['people', 'visits'],
    closedCohort: true,
    filters: ['endpoint', 'cause'],
    example: 'failed visit rate <= 120% of the closed cohort in this stage, at least 500 people',
  }),
  'page views': count({
    ...BY_PAGES,
    meaning: 'How often the page was sent with what it is for.',
    synonyms: ['page view', 'pageviews', 'views', 'number of page views'],
    sampleUnit: 'page views',
    better: 'higher',
    example: 'page views >= 100 over 1 day',
  }),
  'disclosures opened': count({
    ...BY_PAGES,
    meaning:
      'How often a part of the page was unfolded, or came into view, counted once each in a view.',
    synonyms: ['disclosures', 'expansions', 'accordions opened', 'interactions'],
    sampleUnit: 'page views',
    better: 'higher',
    shareTwin: 'disclosure rate',
    example: 'disclosures opened >= 50 over 4 days, at least 500 page views',
  }),
  'disclosure rate': share({
    ...BY_PAGES,
    meaning: 'The share of page views in which a part of the page was unfolded, or came into view.',
    synonyms: ['expansion rate', 'interaction rate', 'engagement', 'engagement rate'],
    denominators: ['page views', 'visits', 'people'],
    better: 'higher',
    example: 'disclosure rate > 5% of page views over 4 days, at least 500 page views',
  }),
  'survey answers': count({
    ...BY_PAGES,
    meaning: 'How many people answered the survey on the page.',
    synonyms: ['survey answer', 'survey responses', 'feedback', 'survey feedback'],
    sampleUnit: 'people',
    better: 'higher',
    shareTwin: 'survey answer rate',
    example: 'survey answers >= 10 in this stage',
  }),
  'survey answer rate': share({
    ...BY_PAGES,
    meaning: 'The share of people who answered the survey, of those to whom the page showed it.',
    synonyms: ['survey response rate', 'feedback rate'],
    denominators: ['people', 'visits', 'page views'],
    better: 'higher',
    example: 'survey answer rate > 1% of people in this stage, at least 500 people',
  }),
  'share choosing': share({
    ...BY_PAGES,
    meaning:
      'The share of people who chose an option of the survey, “helpful” or “not helpful”, which is named behind it.',
    synonyms: [
      ...['share who chose', 'share who choose', 'share answering', 'share of people choosing'],
      ...['share of people who chose', 'share of people who choose'],
    ],
    denominators: ['survey answers', 'people'],
    better: null,
    filters: ['option'],
    example:
      'share choosing “helpful” >= 60% of survey answers in this stage, at least 50 survey answers',
  }),
  'help reads': count({
    ...BY_PAGES,
    meaning: 'In how many page views the help on the page stayed in view long enough to be read.',
    synonyms: ['help read', 'update help read'],
    sampleUnit: 'page views',
    better: 'higher',
    shareTwin: 'help read rate',
    example: 'help reads >= 20 in this stage, at least 100 page views',
  }),
  'help read rate': share({
    ...BY_PAGES,
    meaning: 'The share of page views in which the help on the page was read.',
    denominators: ['page views', 'people'],
    better: 'higher',
    example: 'help read rate > 5% of page views in this stage, at least 100 page views',
  }),
  'phone taps': count({
    ...BY_PAGES,
    meaning: 'How often a phone number on the page was tapped.',
    synonyms: ['phone tap', 'phone numbers tapped'],
    sampleUnit: 'page views',
    better: null,
    example: 'phone taps < 50 over 7 days, at least 500 page views',
  }),
  'largest paint': duration({
    ...BY_PAGES,
    meaning: 'How soon the largest part of the page was painted in the browser (LCP).',
    synonyms: ['lcp', 'largest contentful paint'],
    sampleUnit: 'page views',
    example: 'largest paint p75 <= 2500 ms over 1 day, at least 100 page views',
  }),
  'slowest reaction': duration({
    ...BY_PAGES,
    meaning: 'How long the page took for its slowest reaction to a person in a view (INP).',
    synonyms: ['inp', 'interaction to next paint'],
    sampleUnit: 'page views',
    example: 'slowest reaction p75 <= 200 ms over 1 day, at least 100 page views',
  }),
  'layout shift': score({
    ...BY_PAGES,
    meaning:
      'How much the page moved in a view under the eyes of whoever read it (CLS), from 0; a percentile or the average.',
    synonyms: ['cls', 'cumulative layout shift'],
    sampleUnit: 'page views',
    example: 'layout shift p75 <= 0.1 over 1 day, at least 100 page views',
  }),
  'time on page': duration({
    ...BY_PAGES,
    meaning:
      'How long people stay until they first leave or hide the page, as a percentile or the average.',
    synonyms: ['time on the page', 'time spent on the page', 'time spent on page', 'dwell time'],
    sampleUnit: 'page views',
    better: null,
    example: 'time on page p50 >= 20 seconds in this stage, at least 500 page views',
  }),
  'client errors': count({
    ...BY_PAGES,
    meaning: 'How many errors of the page’s own scripts were reported by browsers.',
    synonyms: ['client error', 'browser errors', 'javascript errors', 'frontend errors'],
    sampleUnit: 'page views',
    closedCohort: true,
    shareTwin: 'client error rate',
    example: 'client errors = 0 over 1 day, at least 100 page views',
  }),
  'client error rate': share({
    ...BY_PAGES,
    meaning: 'The share of page views in which a script of the page failed in the browser.',
    synonyms: ['browser error rate', 'javascript error rate', 'frontend error rate'],
    denominators: ['page views', 'visits', 'people'],
    closedCohort: true,
    example: 'client error rate < 1% of page views over 1 day, at least 200 page views',
  }),
};

/** The time that has passed, as the calendar counts it. */
export const ELAPSED = {
  'business days': count({
    from: 'the calendar',
    meaning: 'How many business days the stage has been open, weekends and holidays left out.',
    synonyms: ['business day', 'full business days', 'working days', 'working day'],
    sampleUnit: 'people',
    better: 'higher',
    example: 'business days >= 2 in this stage',
  }),
};
