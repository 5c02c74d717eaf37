import { answersOf } from '../src/flags/answers.ts';
import { CLOSED_GATES, type Feature } from '../src/flags/feature.ts';
import { percentile, printTable } from './table.ts';

/** How long one check takes where features refer to each other without end. Aim: at most 10 ms. */
const CHECKS = 101;

const NETS: Readonly<Record<string, readonly Feature[]>> = {
  'one feature, for comparison': [referring(0, [])],
  'two that refer to each other, twice': [referring(0, [1, 1]), referring(1, [0, 0])],
  'a chain of 10,000': links(10_000, (place) => [place + 1]),
  'each to the next, a hundred times': links(100, (place) =>
    Array.from({ length: 100 }, () => place + 1),
  ),
  'thirty, each to all': links(30, () => Array.from({ length: 30 }, (_, place) => place)),
};

const measured = Object.entries(NETS).map(([name, features]) => ({
  name,
  times: timesOf(features),
}));
for (const [title, share] of [
  ['One check, median', 0.5],
  ['One check, the slowest of all', 1],
] as const) {
  const rows = measured.map(({ name, times }) => ({ name, value: percentile(times, share) }));
  printTable(
    title,
    rows.map((row) => ({ ...row, unit: 'ms' })),
  );
}

/** In milliseconds of processor time, so that other programs don't count. */
function timesOf(features: readonly Feature[]): readonly number[] {
  const surroundings = { groups: new Map(), now: () => new Date(), random: Math.random };
  const { isOpen } = answersOf(features, surroundings);
  return Array.from({ length: CHECKS }, () => {
    const before = process.cpuUsage();
    if (isOpen('link_0', 'User;1')) throw new Error('Open, though nothing opens it.');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
}

function links(length: number, othersOf: (place: number) => readonly number[]): readonly Feature[] {
  return Array.from({ length }, (_, place) => referring(place, othersOf(place)));
}

/** A feature that is open when any of the others is. */
function referring(place: number, others: readonly number[]): Feature {
  const args = others.map((other) => ({ FeatureEnabled: [`link_${other}`] }));
  const expression = args.length === 0 ? null : JSON.stringify({ Any: args });
  return { key: `link_${place}`, gates: { ...CLOSED_GATES, expression } };
}
