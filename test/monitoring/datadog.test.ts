import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { METRICS } from '../../src/monitoring/metrics.ts';
import { ALERTS } from './ready-files.ts';

const FOLDER = join(import.meta.dirname, '../../monitoring/datadog');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

type Monitor = {
  readonly name: string;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
};

const MONITORS = JSON.parse(read('monitors.json')) as readonly Monitor[];
const SHOWN = [...read('dashboard.json').matchAll(/"query": "([^"]+)"/g)].map(
  ([, query = '']) => query,
);
const QUERIES = [...MONITORS.map(({ query }) => query), ...SHOWN];

/** Tags of who sends a metric, and of the agent that receives it. */
const OF_SENDER = ['env', 'service', 'team', 'host'];

const KNOWN = new Map<string, Readonly<Record<string, readonly string[] | number>>>(
  Object.entries(METRICS).map(([name, { labels }]) => [name, labels]),
);
const COUNTERS = Object.entries(METRICS).flatMap(([name, { kind }]) =>
  kind === 'counter' ? [name] : [],
);
const HISTOGRAMS = Object.entries(METRICS).flatMap(([name, { kind }]) =>
  kind === 'histogram' ? [name] : [],
);

/** `max:name{tag:word,$variable} by {tag}` */
function askedIn(query: string) {
  const asked = query.matchAll(/(\w+):(\w+)\{([^}]*)\}(?: by \{([^}]*)\})?(\.as_\w+)?/g);
  return [...asked].map(([, by = '', metric = '', scope = '', grouped = '', rate = '']) => ({
    by,
    metric,
    rate,
    scope: scope.split(',').filter((part) => !part.startsWith('$')),
    grouping: grouped === '' ? [] : grouped.split(','),
  }));
}

describe.each(QUERIES)('%s', (query) => {
  test('names only metrics, tags and words that the program sends', () => {
    const asked = askedIn(query);
    expect(asked.length).toBeGreaterThan(0);
    for (const { metric, scope, grouping } of asked) {
      const labels = KNOWN.get(metric);
      expect(labels, metric).toBeDefined();
      const tags = [...OF_SENDER, ...Object.keys(labels ?? {})];
      for (const tag of grouping) expect(tags).toContain(tag);
      for (const part of scope) {
        const [tag = '', word = ''] = part.replace(/^!/, '').split(':');
        expect(tags).toContain(tag);
        const words = labels?.[tag];
        if (Array.isArray(words)) expect(words).toContain(word);
      }
    }
  });

  test('asks counters for how much they rose, and histograms for a percentile', () => {
    for (const { by, metric, rate } of askedIn(query)) {
      expect(rate !== '', metric).toBe(COUNTERS.includes(metric));
      expect(/^p\d+$/.test(by), metric).toBe(HISTOGRAMS.includes(metric));
    }
  });
});

describe.each(MONITORS)('the monitor “$name”', ({ message, tags }) => {
  test('leads to what to do, and says whose it is', () => {
    const [, anchor = ''] = /docs\/monitoring\.md#(\w+)$/.exec(message) ?? [];
    expect(ALERTS.map(({ alert }) => alert.toLowerCase())).toContain(anchor);
    const names = tags.map((tag) => tag.split(':')[0]);
    expect(names).toEqual(['env', 'service', 'team']);
  });
});
