/** What can be counted: the denominators of shares and the units of samples. Of each first what one of it is called. */
export const UNITS = {
  requests: ['request', 'api calls', 'api requests'],
  visits: ['visit', 'sessions', 'session'],
  people: ['person', 'users', 'user', 'veterans', 'veteran', 'unique users', 'distinct people'],
  'page views': ['page view', 'pageviews', 'pageview', 'views', 'view'],
  answers: ['answer', 'responses', 'response'],
  'survey answers': ['survey answer', 'survey responses', 'survey response'],
  calls: ['call'],
  attempts: ['attempt', 'tries'],
  submissions: ['submission', 'submits'],
  starts: ['start', 'started forms', 'forms started'],
  impressions: ['impression'],
  messages: ['message', 'notifications', 'pushes', 'e-mails', 'emails'],
  cases: ['case', 'appointments', 'appointment', 'claims', 'claim', 'applications', 'application'],
} as const;

export type CountedUnit = keyof typeof UNITS;

/** Every name of every unit. */
export const UNIT_NAMES: readonly { readonly name: string; readonly unit: CountedUnit }[] =
  Object.entries(UNITS).flatMap(([unit, synonyms]) =>
    [unit, ...synonyms].map((name) => ({ name, unit: unit as CountedUnit })),
  );
