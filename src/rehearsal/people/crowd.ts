import type { Counts, Units } from '../../guard/index.ts';
import type { Population, SimulatedVisitor, Where } from './traffic.ts';

/** Who came, who failed, who was harmed: distinct people, counted as the guard and the report count them. */
export class Crowd {
  /** The opening of a stage in which each person last came, and last had a visit fail; 0 is never. */
  readonly #cameIn: Uint16Array;
  readonly #failedIn: Uint16Array;
  /** 1 from a person’s first failed visit on, and from the first failure that the regression made. */
  readonly #failedOnce: Uint8Array;
  readonly #harmedOnce: Uint8Array;
  /** The day on which each person was last seen with the feature, and last met an error; 0 is never. */
  readonly #seenOn: Uint32Array;
  readonly #failedOn: Readonly<Record<Where, Uint32Array>>;
  readonly #unitErrors: Record<Where, number> = { feature: 0, elsewhere: 0 };
  #units = 0;
  #unitsBeforeToday = 0;
  #day = 1;
  /** Counts openings from 1, a stage that is opened again included. */
  #stage = 0;
  #stagePeople = NO_ONE;
  #stageFailed = NO_ONE;
  #harmed = 0;

  constructor({ size }: Pick<Population, 'size'>) {
    this.#cameIn = new Uint16Array(size);
    this.#failedIn = new Uint16Array(size);
    this.#failedOnce = new Uint8Array(size);
    this.#harmedOnce = new Uint8Array(size);
    this.#seenOn = new Uint32Array(size);
    this.#failedOn = { feature: new Uint32Array(size), elsewhere: new Uint32Array(size) };
  }

  openStage(): void {
    this.#stage += 1;
    this.#stagePeople = NO_ONE;
    this.#stageFailed = NO_ONE;
  }

  nextDay(): void {
    this.#day += 1;
    this.#unitsBeforeToday = this.#units;
  }

  came({ person, open }: SimulatedVisitor): void {
    if (marked(this.#cameIn, person, this.#stage))
      this.#stagePeople = added(this.#stagePeople, open);
    if (open && marked(this.#seenOn, person, this.#day)) this.#units += 1;
  }

  /** Whether this is the person’s first failed visit of the release. */
  failed({ person, open }: SimulatedVisitor): boolean {
    if (marked(this.#failedIn, person, this.#stage))
      this.#stageFailed = added(this.#stageFailed, open);
    return marked(this.#failedOnce, person, 1);
  }

  /** A person with the feature met an error. */
  unitFailed(person: number, where: Where): void {
    if (marked(this.#failedOn[where], person, this.#day)) this.#unitErrors[where] += 1;
  }

  /** A person met a failure that the regression made. */
  harmed(person: number): void {
    if (marked(this.#harmedOnce, person, 1)) this.#harmed += 1;
  }

  counts(share: number, dependencyDown: boolean): Counts {
    return {
      share,
      feature: this.#unitsOf('feature'),
      elsewhere: this.#unitsOf('elsewhere'),
      stage: this.#stagePeople,
      dependencyDown,
    };
  }

  /** To how many people the feature was shown in the open stage. */
  get exposed(): number {
    return this.#stagePeople.open;
  }

  /** Who came in the open stage, with the feature or without it, and had a visit fail. */
  inStage(cohort: keyof Cohorts): { readonly came: number; readonly failed: number } {
    return { came: this.#stagePeople[cohort], failed: this.#stageFailed[cohort] };
  }

  get harmedPeople(): number {
    return this.#harmed;
  }

  #unitsOf(where: Where): Units {
    const [units, unitsBeforeToday] = [this.#units, this.#unitsBeforeToday];
    return { errors: this.#unitErrors[where], units, unitsBeforeToday };
  }
}

type Cohorts = Counts['stage'];

const NO_ONE: Cohorts = { open: 0, closed: 0 };

function added({ open, closed }: Cohorts, isOpen: boolean): Cohorts {
  return isOpen ? { open: open + 1, closed } : { open, closed: closed + 1 };
}

/** Puts this mark on a person. Whether they did not bear it yet. */
function marked(marks: Uint8Array | Uint16Array | Uint32Array, person: number, mark: number) {
  if (marks[person] === mark) return false;
  marks[person] = mark;
  return true;
}
