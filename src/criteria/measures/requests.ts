import { count, duration, share } from './measure.ts';

const OF_REQUESTS = ['endpoint', 'status', 'cause'] as const;

/** What the server sees of the requests it answers. */
export const REQUESTS = {
  'error rate': share({
    meaning:
      'The share of requests that failed: answered with a status of 500 or above, or not at all.',
    synonyms: [
      ...['error rates', 'error share', 'error percentage', 'errors rate', 'rate of errors'],
      ...['failure rate', 'failure share', 'failed requests rate', 'overall error rate'],
    ],
    denominators: ['requests', 'visits', 'people', 'attempts', 'submissions', 'cases', 'messages'],
    closedCohort: true,
    filters: OF_REQUESTS,
    example: 'error rate < 1% of requests over 1 day, at least 200 requests',
  }),
  errors: count({
    meaning: 'How many requests failed.',
    synonyms: ['error', 'error count', 'number of errors', 'failed requests', 'failures'],
    sampleUnit: 'requests',
    closedCohort: true,
    filters: OF_REQUESTS,
    shareTwin: 'error rate',
    example: 'errors on /v0/letters = 0 over 1 hour, at least 50 requests',
  }),
  'success rate': share({
    meaning: 'The share of requests that did not fail.',
    synonyms: ['success share', 'success percentage', 'rate of success', 'successful requests'],
    denominators: ['requests', 'visits', 'people', 'attempts', 'submissions', 'cases', 'messages'],
    closedCohort: true,
    better: 'higher',
    filters: OF_REQUESTS,
    example: 'success rate >= 99% of requests over 1 day, at least 200 requests',
  }),
  'response time': duration({
    meaning: 'How long a request took to be answered, as a percentile or the average.',
    synonyms: ['response times', 'latency', 'request duration', 'load time', 'page load time'],
    sampleUnit: 'requests',
    closedCohort: true,
    filters: ['endpoint', 'status'],
    example: 'response time p95 < 2 seconds over 1 day, at least 200 requests',
  }),
  'slow requests': share({
    meaning:
      'The share of requests that took longer than a limit that was set before the release began.',
    synonyms: ['slow request', 'slow requests share', 'share of slow requests', 'slow responses'],
    denominators: ['requests', 'visits', 'people'],
    closedCohort: true,
    filters: ['endpoint', 'slower'],
    example:
      'slow requests slower than 2 seconds < 5% of requests over 1 day, at least 200 requests',
  }),
  requests: count({
    meaning: 'How many requests were answered, failed or not.',
    synonyms: ['request', 'request count', 'number of requests', 'traffic', 'api calls', 'volume'],
    sampleUnit: 'requests',
    closedCohort: true,
    better: null,
    filters: ['endpoint', 'status'],
    example: 'requests >= 500 in this stage',
  }),
  'traffic share': share({
    meaning:
      'The share of requests made by people with the feature open, of those made with it open or closed.',
    synonyms: ['share of traffic', 'requests share', 'request share', 'share of requests'],
    denominators: ['requests', 'visits', 'people'],
    better: null,
    filters: ['endpoint'],
    example: 'traffic share within 3 points of the flag share over 1 day, at least 200 requests',
  }),
  'answers with content': share({
    meaning: 'The share of good answers that had something in them, and were not empty.',
    synonyms: ['answer with content', 'answers with contents', 'non-empty answers'],
    denominators: ['answers', 'requests', 'people'],
    better: 'higher',
    filters: ['endpoint'],
    example: 'answers with content > 10% of answers over 1 day, at least 200 answers',
  }),
};

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
