import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { METRICS } from '../../src/monitoring/metrics.ts';
import { namedIn, type Selector } from './promql.ts';
import { ALERTS, RECORDING, SHOWN, TESTED_ALERTS } from './ready-files.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/monitoring.md'), 'utf8');

/** What Prometheus adds to every series. */
const OF_A_TARGET = ['job', 'instance'];

type Bounds = Readonly<Record<string, readonly string[] | number>>;

/** The labels of each series that there is, with what may stand in them. */
const SERIES = new Map<string, Bounds>([['up', {}]]);
for (const [name, { kind, labels }] of Object.entries(METRICS)) {
  if (kind !== 'histogram') SERIES.set(name, labels);
  else {
    for (const part of ['sum', 'count']) SERIES.set(`${name}_${part}`, labels);
    SERIES.set(`${name}_bucket`, { ...labels, le: 100 });
  }
}
for (const { record, expr } of RECORDING) {
  const bounds = namedIn(expr).grouping.map((label) => [label, 1_000] as const);
  SERIES.set(record, Object.fromEntries(bounds));
}

const EXPRESSIONS = [
  ...RECORDING.map(({ record, expr }) => ({ name: record, expr, text: '' })),
  ...ALERTS.map(({ alert, expr, annotations }) => ({
    name: alert,
    expr,
    text: Object.values(annotations).join(' '),
  })),
  ...SHOWN.map(({ title, expr, legendFormat }) => ({ name: title, expr, text: legendFormat })),
];

/** What a selector asks for that no series can have. */
function impossibleIn({ metric, matchers }: Selector): readonly string[] {
  const bounds = SERIES.get(metric);
  if (bounds === undefined) return [`there is no metric ${metric}`];
  return matchers.flatMap(({ label, op, value }) => {
    if (OF_A_TARGET.includes(label)) return [];
    const bound = bounds[label];
    if (bound === undefined) return [`${metric} has no label ${label}`];
    if (typeof bound === 'number') return [];
    const words = op.includes('~') ? value.split('|') : [value];
    return words.filter((word) => !bound.includes(word)).map((word) => `${label} is never ${word}`);
  });
}

describe.each(EXPRESSIONS)('“$name”', ({ expr, text }) => {
  const { selectors, grouping, errors } = namedIn(expr);

  test('is an expression of Prometheus, and names only what the program tells', () => {
    expect(errors).toBe(0);
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.flatMap(impossibleIn)).toEqual([]);
  });

  test('groups and speaks only of labels that are there', () => {
    const ofSeries = selectors.flatMap(({ metric }) => Object.keys(SERIES.get(metric) ?? {}));
    const known = new Set([...OF_A_TARGET, ...ofSeries]);
    const spoken = [...text.matchAll(/\{\{ ?(?:\$labels\.)?([a-z_]+) ?\}\}/g)];
    const named = [...grouping, ...spoken.map(([, label = '']) => label)];
    expect(named.filter((label) => !known.has(label))).toEqual([]);
  });
});

test('every metric is looked at by a rule or shown', () => {
  const named = EXPRESSIONS.flatMap(({ expr }) => namedIn(expr).selectors);
  const looked = new Set(named.map(({ metric }) => metric.replace(/_(bucket|sum|count)$/, '')));
  expect(Object.keys(METRICS).filter((name) => !looked.has(name))).toEqual([]);
});

describe.each(ALERTS)('the alert $alert', ({ alert, labels, annotations }) => {
  test('says how bad it is, what it means, and leads to what to do', () => {
    expect(['critical', 'warning']).toContain(labels['severity']);
    expect(annotations['summary']).toMatch(/\w/);
    expect(annotations['description']).toMatch(/\.$/);
    const [file = '', anchor = ''] = (annotations['runbook_url'] ?? '').split('#');
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(anchorsIn(readFileSync(join(ROOT, file), 'utf8'))).toContain(anchor);
  });

  test('is tested: when it fires, and when it doesn’t', () => {
    expect(TESTED_ALERTS).toContain(alert);
  });
});

test('docs/monitoring.md has a section for each alert, and no other', () => {
  const sections = [...DOCUMENT.matchAll(/^### (Phcc\w+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(ALERTS.map(({ alert }) => alert));
});

test('docs/monitoring.md lists every metric as it is', () => {
  const rows = [...DOCUMENT.matchAll(/^\| `(\w+)` +\| (\w+) +\| (.*?) +\| (.*?) +\|$/gm)];
  const declared = Object.entries(METRICS).map(([name, { kind, labels, help }]) => [
    name,
    kind,
    Object.keys(labels).join(', ') || 'none',
    help,
  ]);
  expect(rows.map(([, ...cells]) => cells)).toEqual(declared);
});

/** As GitHub makes them of headings. */
function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
