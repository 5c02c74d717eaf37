import { hourOf, type HourlyKind, type PersonEvent } from './kept/person-event.ts';

type HourlyPlace = Pick<PersonEvent, 'opening' | 'cohort'>;

/** Distinct people of one opening and cohort, over any hours up to now. */
export class PeopleByHour {
  readonly #met = new Map<string, LastSeen<string>>();

  note({ kind, opening, cohort, person, at }: PersonEvent): void {
    if (!isHourly(kind)) return;
    const key = keyOf({ opening, cohort }, kind);
    const met = this.#met.get(key) ?? new LastSeen<string>();
    met.note(person, hourOf(at));
    this.#met.set(key, met);
  }

  /** How many there were from this hour on. */
  since(hour: number, place: HourlyPlace, kind: HourlyKind): number {
    return this.#met.get(keyOf(place, kind))?.since(hour) ?? 0;
  }
}

function isHourly(kind: PersonEvent['kind']): kind is HourlyKind {
  return kind.endsWith('-in-hour');
}

function keyOf({ opening, cohort }: HourlyPlace, kind: HourlyKind): string {
  return `${opening} ${cohort} ${kind}`;
}

/** The people seen in an hour or since: each counts in their last hour. */
class LastSeen<Person> {
  readonly #hours = new Map<Person, number>();
  readonly #counts = new Map<number, number>();

  note(person: Person, hour: number): void {
    const last = this.#hours.get(person);
    if (last !== undefined && last >= hour) return;
    if (last !== undefined) this.#counts.set(last, (this.#counts.get(last) ?? 0) - 1);
    this.#hours.set(person, hour);
    this.#counts.set(hour, (this.#counts.get(hour) ?? 0) + 1);
  }

  since(hour: number): number {
    let people = 0;
    for (const [of, count] of this.#counts) if (of >= hour) people += count;
    return people;
  }
}
