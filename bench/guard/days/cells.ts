import { always, breaking, SHARED_OUTAGE, USUAL, type Traffic } from './traffic.ts';

/** A kind of day that is simulated many times. */
export type Cell = {
  readonly name: string;
  readonly traffic: Traffic;
  /** Its part of the runs asked for; days with many people take long. */
  readonly partOfRuns: number;
};

export const QUIET = 'nothing wrong';
export const OUTAGE = 'shared outage';
export const BREAKING = {
  half: 'breaks 0.5%',
  two: 'breaks 2%',
  ten: 'breaks 10%',
  thirty: 'breaks 30%',
} as const;

/** 500 people treated a day, on six kinds of day. */
export const USUAL_CELLS: readonly Cell[] = [
  { name: QUIET, traffic: USUAL, partOfRuns: 1 },
  { name: OUTAGE, traffic: { ...USUAL, outage: SHARED_OUTAGE }, partOfRuns: 1 },
  { name: BREAKING.half, traffic: { ...USUAL, effect: breaking(0.005) }, partOfRuns: 1 },
  { name: BREAKING.two, traffic: { ...USUAL, effect: breaking(0.02) }, partOfRuns: 1 },
  { name: BREAKING.ten, traffic: { ...USUAL, effect: breaking(0.1) }, partOfRuns: 1 },
  { name: BREAKING.thirty, traffic: { ...USUAL, effect: breaking(0.3) }, partOfRuns: 1 },
];

export type Volume = { readonly visitorsADay: number; readonly share: number };

/** The same kinds of day with more people treated; 1,000 and 300 runs where the usual day has 2,000. */
export const OTHER_VOLUMES: readonly (Volume & { readonly partOfRuns: number })[] = [
  { visitorsADay: 33_000, share: 0.05, partOfRuns: 0.5 },
  { visitorsADay: 10_000, share: 0.2, partOfRuns: 0.5 },
  { visitorsADay: 10_000, share: 0.5, partOfRuns: 0.5 },
  { visitorsADay: 100_000, share: 0.05, partOfRuns: 0.15 },
];

const KINDS_ELSEWHERE: readonly string[] = [QUIET, OUTAGE, BREAKING.two, BREAKING.ten];

export const OTHER_CELLS: readonly Cell[] = OTHER_VOLUMES.flatMap(({ partOfRuns, ...volume }) =>
  USUAL_CELLS.filter(({ name }) => KINDS_ELSEWHERE.includes(name)).map(({ name, traffic }) => ({
    name: `${inWords(volume)}: ${name}`,
    traffic: { ...traffic, visitorsADay: volume.visitorsADay, share: always(volume.share) },
    partOfRuns,
  })),
);

export function inWords({ visitorsADay, share }: Volume): string {
  return `${(visitorsADay * share).toLocaleString('en-US')} treated a day (${share * 100}%)`;
}
