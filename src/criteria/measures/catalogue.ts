import { DEPENDENCIES, REQUESTS } from './requests.ts';
import type { Measure } from './measure.ts';
import { PEOPLE } from './people.ts';
import { REPORTS } from './reported.ts';

const CATALOGUE = { ...REQUESTS, ...PEOPLE, ...DEPENDENCIES, ...REPORTS };

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
