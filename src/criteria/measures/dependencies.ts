import { share } from './measure.ts';

/** How the services behind the feature do; the surface words or `on NAME` say which one. */
export const DEPENDENCIES = {
  'dependency error rate': share({
    meaning: 'The share of calls to a service behind the feature that failed.',
    synonyms: ['upstream error rate', 'downstream error rate', 'dependency failure rate'],
    denominators: ['calls', 'requests', 'people'],
    closedCohort: true,
    filters: ['endpoint', 'status'],
    example: 'dependency error rate on VA Profile < 5% of calls over 1 hour, at least 50 calls',
  }),
  'dependency availability': share({
    meaning: 'The share of calls to a service behind the feature that it answered well.',
    synonyms: ['availability', 'upstream availability', 'downstream availability', 'uptime'],
    denominators: ['calls', 'requests'],
    closedCohort: true,
    better: 'higher',
    filters: ['endpoint', 'status'],
    example: 'dependency availability on VA Profile >= 99% of calls over 1 day, at least 200 calls',
  }),
};
