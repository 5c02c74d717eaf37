/** The named world that the stand-ins serve: nine Veterans, five operators, and as many more as a test needs. */
import { operators } from './operators.ts';
import type { StandInPerson } from './stand-in-person.ts';
import { veterans } from './veterans.ts';

export type { StandInPerson } from './stand-in-person.ts';
export { syntheticVeteran, syntheticVeterans } from './synthetic-veteran.ts';

export const namedPeople: readonly StandInPerson[] = [...veterans, ...operators];

/** A named person; an unknown slug is a mistake in the test or script that asks. */
export function namedPerson(slug: string): StandInPerson {
  const person = namedPeople.find((candidate) => candidate.slug === slug);
  if (!person) throw new Error(`There is no person called "${slug}". Known: ${knownSlugs()}`);
  return person;
}

const knownSlugs = () => namedPeople.map(({ slug }) => slug).join(', ');
