import { expect, test } from 'vitest';

import { seriesIn } from '../../../test/world/exposition.ts';
import { createLog } from '../../lib/log.ts';
import { createMeter } from '../../lib/meter/index.ts';
import { METRICS } from '../metrics.ts';
import { createPrometheusStore } from './prometheus-store.ts';

function metered() {
  const store = createPrometheusStore(METRICS, createLog('silent'));
  return { meter: createMeter(METRICS, [store]), text: store.text };
}

test('a metric that can’t be read is left out, and costs no other', async () => {
  const { meter, text } = metered();
  meter.report('phcc_release_leader', () => {
    throw new Error('not now');
  });
  meter.report('phcc_database_waiting', () => [{ labels: { pool: 'people' }, value: 3 }]);
  const series = seriesIn(await text());
  expect(series.find(({ name }) => name === 'phcc_release_leader')).toBeUndefined();
  expect(series.find(({ name }) => name === 'phcc_database_waiting')?.value).toBe(3);
});

test('what is over is told no more, and what nobody reports is not told as 0', async () => {
  const { meter, text } = metered();
  let releases = ['one', 'two'];
  meter.report('phcc_release_held', () =>
    releases.map((release) => ({ labels: { release }, value: 1 })),
  );
  const told = async () =>
    seriesIn(await text()).flatMap(({ name, labels }) =>
      name === 'phcc_release_held' ? [labels['release']] : [],
    );
  expect(await told()).toEqual(['one', 'two']);
  releases = ['two'];
  expect(await told()).toEqual(['two']);
  expect(await text()).not.toMatch(/^phcc_flag_snapshot_age_seconds /m);
});

test('a counter of closed words begins with 0, so that the first time is a rise', async () => {
  const { text } = metered();
  expect(await text()).toContain('phcc_alert_deliveries_total{result="failed"} 0');
});
