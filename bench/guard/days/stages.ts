/** The plan variant of the reference: three days, three stages, the same people, and no harm. */
import type { Random } from './random.ts';

export type StageError = {
  readonly person: number;
  readonly arm: 'on' | 'off';
  /** Share of people with the feature at that moment. */
  readonly share: number;
  readonly stage: number;
};

const PEOPLE = 6_000;
const SHARES = [0.05, 0.2, 0.5];
const ACTIVE = 0.5;
const ERROR_PRONE = { share: 0.02, chance: 0.15 };
const USUAL_CHANCE = 0.003;
const OUTAGES_A_DAY = 2;
const HIT_BY_AN_OUTAGE = 0.02;
/** Of tries after a failure that fail again: at least one. */
const LAST_OF_A_BURST = 0.4;

type Person = { readonly person: number; readonly place: number; readonly chance: number };
type Failure = Person & { readonly at: number };

/** Every error of the three days in the order of time; a burst comes at once. */
export function errorsOfStages(random: Random): readonly StageError[] {
  const people = Array.from({ length: PEOPLE }, (_, person) => ({
    person,
    place: random.uniform(),
    chance: random.uniform() < ERROR_PRONE.share ? ERROR_PRONE.chance : USUAL_CHANCE,
  }));
  return SHARES.flatMap((share, stage) =>
    failuresOfDay(people, random).flatMap(({ person, place }) => {
      const error = { person, arm: armOf(place, share), share, stage };
      return Array.from({ length: 1 + random.geometric(LAST_OF_A_BURST) }, () => error);
    }),
  );
}

function failuresOfDay(people: readonly Person[], random: Random): readonly Failure[] {
  const active = people.filter(() => random.uniform() < ACTIVE);
  const byThemselves = active
    .filter(({ chance }) => random.uniform() < chance)
    .map((person) => ({ ...person, at: random.uniform() }));
  const inOutages = Array.from({ length: OUTAGES_A_DAY }, () => random.uniform()).flatMap((at) =>
    active.filter(() => random.uniform() < HIT_BY_AN_OUTAGE).map((person) => ({ ...person, at })),
  );
  return [...byThemselves, ...inOutages].toSorted((a, b) => a.at - b.at);
}

/** Whoever has the feature at one share has it at every larger one. */
function armOf(place: number, share: number): StageError['arm'] {
  return place < share ? 'on' : 'off';
}
