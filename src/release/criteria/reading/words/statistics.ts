import type { Statistic } from '../../criterion.ts';

export const STATISTICS: readonly { readonly name: string; readonly statistic: Statistic }[] = [
  ...(['p50', 'p90', 'p95', 'p99', 'average'] as const).map((name) => ({ name, statistic: name })),
  { name: 'median', statistic: 'p50' },
  { name: 'avg', statistic: 'average' },
  { name: 'mean', statistic: 'average' },
  ...(['50', '90', '95', '99'] as const).map((rank) => ({
    name: `${rank}th percentile`,
    statistic: `p${rank}` as const,
  })),
];
