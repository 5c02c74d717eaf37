import type { Statistic } from '../../criterion.ts';

const NAMES: Readonly<Record<Statistic, readonly string[]>> = {
  p50: ['p50', 'median', '50th percentile'],
  p90: ['p90', '90th percentile'],
  p95: ['p95', '95th percentile'],
  p99: ['p99', '99th percentile'],
  average: ['average', 'avg', 'mean'],
};

/** Before a measure “of” may follow: `p95 of response time`. */
export const STATISTICS: readonly { readonly name: string; readonly statistic: Statistic }[] =
  Object.entries(NAMES).flatMap(([statistic, names]) =>
    names
      .flatMap((name) => [name, `${name} of`])
      .map((name) => ({ name, statistic: statistic as Statistic })),
  );
