import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { expect, onTestFinished, test } from 'vitest';

import { createLog } from '../../lib/log.ts';
import { createMeter } from '../../lib/meter/index.ts';
import { METRICS } from '../metrics.ts';
import { createStatsdStore } from './statsd-store.ts';

const TAGS = { env: 'test', service: 'phcc', team: 'profile' };

/** A receiver on this machine, and a meter that sends to it. */
async function metered() {
  const socket = createSocket('udp4');
  const received: string[] = [];
  socket.on('message', (bytes) => received.push(...bytes.toString().split('\n')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const settings = { host: '127.0.0.1', port, tags: TAGS, reportEveryMs: 50 };
  const store = createStatsdStore(METRICS, settings, createLog('silent'));
  onTestFinished(async () => {
    await store.close();
    socket.close();
  });
  return { meter: createMeter(METRICS, [store]), received };
}

const fieldsOf = (line = '') => {
  const [named = '', kind, tags = ''] = line.split('|');
  const [name, value] = named.split(':');
  return { name, value, kind, tags: tags.slice(1).split(',').toSorted() };
};

test('what is counted and measured arrives under its name, with labels and who sends it as tags', async () => {
  const { meter, received } = await metered();
  const labels = { upstream: 'va-profile' } as const;
  meter.count('phcc_upstream_calls_total', { ...labels, outcome: 'answered' }, 3);
  meter.observe('phcc_upstream_call_duration_seconds', labels, 0.25);
  await expect.poll(() => received.length).toBe(2);
  const ofSender = ['env:test', 'service:phcc', 'team:profile'];
  expect(fieldsOf(received[0])).toEqual({
    name: 'phcc_upstream_calls_total',
    value: '3',
    kind: 'c',
    tags: [...ofSender, 'outcome:answered', 'upstream:va-profile'].toSorted(),
  });
  expect(fieldsOf(received[1])).toMatchObject({ value: '0.25', kind: 'd' });
});

test('what is reported arrives again and again: gauges as they stand, counters by how much they rose', async () => {
  const { meter, received } = await metered();
  let [waiting, decided] = [4, 100];
  meter.report('phcc_queue_depth', () => [{ labels: { queue: 'alerts' }, value: waiting }]);
  meter.report('phcc_flag_evaluations_total', () => [
    { labels: { reason: 'boolean' }, value: decided },
  ]);
  meter.report('phcc_flag_snapshot_age_seconds', () => [{ labels: {}, value: Infinity }]);
  const sent = (name: string) =>
    received.map(fieldsOf).flatMap((line) => (line.name === name ? [Number(line.value)] : []));
  const risen = () => sent('phcc_flag_evaluations_total').reduce((sum, one) => sum + one, 0);
  await expect.poll(() => sent('phcc_queue_depth')).toContain(4);
  expect(risen()).toBe(0);
  [waiting, decided] = [0, 107];
  await expect.poll(risen).toBe(7);
  await expect.poll(() => sent('phcc_queue_depth').at(-1)).toBe(0);
  expect(sent('phcc_flag_snapshot_age_seconds')).toEqual([]);
});

test('a receiver that is not there holds nothing up', async () => {
  const settings = { host: '127.0.0.1', port: 1, tags: TAGS, reportEveryMs: 10 };
  const store = createStatsdStore(METRICS, settings, createLog('silent'));
  const meter = createMeter(METRICS, [store]);
  for (let n = 0; n < 1_000; n += 1)
    meter.count('phcc_alert_deliveries_total', { result: 'delivered' });
  await store.close();
});
