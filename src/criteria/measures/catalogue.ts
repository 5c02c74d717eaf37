import { DEPENDENCIES, REQUESTS } from './requests.ts';
import type { Measure } from './measure.ts';
import { ELAPSED, PEOPLE } from './people.ts';
import { REPORTS } from './reported.ts';

const CATALOGUE = { ...REQUESTS, ...PEOPLE, ...ELAPSED, ...DEPENDENCIES, ...REPORTS };

export type MeasureName = keyof typeof CATALOGUE;

/** Every measure of the language, by its name. */
export const MEASURES: Readonly<Record<MeasureName, Measure>> = CATALOGUE;

export type NamedMeasure = Measure & { readonly name: MeasureName };

/** The same as a list, in the order in which people read it. */
export const MEASURE_LIST: readonly NamedMeasure[] = Object.entries(MEASURES).map(
  ([name, measure]) => ({ name: name as MeasureName, ...measure }),
);

/** Every name of every measure. */
export const MEASURE_NAMES: readonly { readonly name: string; readonly measure: MeasureName }[] =
  MEASURE_LIST.flatMap(({ name: measure, synonyms }) =>
    [measure, ...synonyms].map((name) => ({ name, measure })),
  );

export function shareTwinOf(name: MeasureName): MeasureName | null {
  const { shareTwin } = MEASURES[name];
  return MEASURE_LIST.find((measure) => measure.name === shareTwin)?.name ?? null;
}

/** A measure, or the ratio of a count to another one. */
type MeasureNames = { readonly measure: MeasureName; readonly per: MeasureName | null };

/** What a criterion is about. */
export function measureOf({ measure, per }: MeasureNames): Measure {
  const top = MEASURES[measure];
  if (per === null) return top;
  const whole = MEASURES[per];
  return {
    ...top,
    kind: 'ratio',
    sampleUnit: whole.sampleUnit,
    closedCohort: top.closedCohort && whole.closedCohort,
    filters: top.filters.filter((filter) => whole.filters.includes(filter)),
    measured: top.measured && whole.measured,
  };
}

/** How its measure is called: `error rate`, `ratio of errors to visits`. */
export function measureInWords({ measure, per }: MeasureNames): string {
  return per === null ? measure : `ratio of ${measure} to ${per}`;
}
