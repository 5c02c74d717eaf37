import { hourOf, isHourly, type HourlyKind, type PersonEvent } from './kept/person-event.ts';

type HourlyPlace = Pick<PersonEvent, 'opening' | 'cohort'>;

/** How many people were last seen in each hour. */
type LastHours = Map<number, number>;
type HoursByKind = Partial<Record<HourlyKind, LastHours>>;
/** Plain data, so that it can be saved. */
export type PeopleByHourState = Map<string, LastHours>;

/** Distinct people of one opening and cohort, over any hours up to now: each counts in their last hour. */
export class PeopleByHour {
  readonly state: PeopleByHourState;
  /** The same, without a key to be written for each event. */
  readonly #known = new Map<number, Record<HourlyPlace['cohort'], HoursByKind>>();

  constructor(state: PeopleByHourState = new Map()) {
    this.state = state;
  }

  note({ kind, opening, cohort, at, hourBefore }: PersonEvent): void {
    if (!isHourly(kind)) return;
    const hours = this.#hoursOf({ opening, cohort }, kind);
    if (hourBefore !== null) add(hours, hourBefore, -1);
    add(hours, hourOf(at), 1);
  }

  /** How many there were from this hour on. */
  since(hour: number, place: HourlyPlace, kind: HourlyKind): number {
    let people = 0;
    for (const [of, count] of this.state.get(keyOf(place, kind)) ?? []) {
      if (of >= hour) people += count;
    }
    return people;
  }

  #hoursOf(place: HourlyPlace, kind: HourlyKind): LastHours {
    const known = this.#known.get(place.opening) ?? { open: {}, closed: {}, tester: {} };
    const kinds = known[place.cohort];
    if (kinds[kind]) return kinds[kind];
    const key = keyOf(place, kind);
    const hours: LastHours = this.state.get(key) ?? new Map<number, number>();
    this.state.set(key, hours);
    this.#known.set(place.opening, known);
    return (kinds[kind] = hours);
  }
}

function add(hours: LastHours, hour: number, people: number): void {
  hours.set(hour, (hours.get(hour) ?? 0) + people);
}

function keyOf({ opening, cohort }: HourlyPlace, kind: HourlyKind): string {
  return `${opening} ${cohort} ${kind}`;
}
