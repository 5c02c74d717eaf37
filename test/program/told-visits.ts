/**
 * What the program's own pages tell the release of Veterans who visit, told from outside instead: a crowd of
 * thousands would take minutes to sign in over HTTP. Who has the feature is Flipper's rule, written down again.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { syntheticVeteran } from '../../src/stand-ins/people/index.ts';
import type { OneProgram } from './one-program.ts';

const TOGGLE = 'profile_contacts';
/** As many as the program takes at once. */
const AT_ONCE = 1_000;

export type Crowd = {
  /** Number of the first Veteran, from 1, and how many come. */
  readonly from: number;
  readonly people: number;
  readonly percentage: number;
};

/** Each looks at the hub, and twice at the contacts, on the page and by its API, if the feature is theirs. */
export async function tellVisits(to: OneProgram, crowd: Crowd): Promise<void> {
  const numbers = Array.from({ length: crowd.people }, (_, index) => crowd.from + index);
  const answers = numbers.flatMap((number) => answersTo(number, crowd.percentage));
  for (let told = 0; told < answers.length; told += AT_ONCE) {
    await tell(to, answers.slice(told, told + AT_ONCE));
  }
}

function answersTo(number: number, percentage: number) {
  const { accountId } = syntheticVeteran(number);
  const isOpen = crc32(TOGGLE + accountId) % 100_000 < percentage * 1_000;
  const answerOf = (endpoint: string, ofFeature: boolean) => ({
    kind: 'answer',
    toggle: TOGGLE,
    person: accountId,
    cohort: isOpen ? 'open' : 'closed',
    share: percentage / 100,
    shown: isOpen,
    ofFeature,
    endpoint,
    status: 200,
    cause: null,
    durationMs: 40,
    hasContent: ofFeature ? true : null,
  });
  const contacts = ['/profile/contacts', '/v0/profile/contacts'].map((path) =>
    answerOf(path, true),
  );
  return [answerOf('/profile', false), ...(isOpen ? [...contacts, ...contacts] : [])];
}

async function tell({ program, directory }: OneProgram, observations: readonly object[]) {
  const token = (await readFile(join(directory, 'token'), 'utf8')).trim();
  const answer = await fetch(`${program.url}/api/release/observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ observations }),
  });
  const expected = JSON.stringify({ taken: observations.length, unowned: 0 });
  const said = await answer.text();
  if (said !== expected) throw new Error(`${answer.status}: ${said}, and not ${expected}`);
}
