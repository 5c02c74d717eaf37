import { Type, type Static } from 'typebox';

import { LONGEST_NAME, quoted } from '../../lib/text-from-people.ts';
import { problemWithScope } from './scopes.ts';

/** The name of the program’s own token; none other may pass for it. */
export const ADMINISTRATOR = 'administrator';

export const NewToken = Type.Object({
  name: Type.String({ maxLength: 200 }),
  scopes: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 20 }),
  /** Who answers for it: the name of an account or operator. Without it, who creates it. */
  owner: Type.Optional(Type.String({ maxLength: LONGEST_NAME })),
  /** How long it is good. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
});
export type NewToken = Static<typeof NewToken>;

export const USUAL_DAYS = 90;

export type TokenRefusal = {
  readonly code:
    | 'not-a-token-name'
    | 'unknown-scope'
    | 'token-name-taken'
    | 'too-many-tokens'
    | 'no-such-token';
  readonly sentence: string;
};

/** Lower case alone, so that no name passes for another in the journal. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,49}$/;

export function problemWithToken({ name, scopes }: NewToken): TokenRefusal | null {
  if (!NAME.test(name) || name === ADMINISTRATOR) {
    const sentence = `${quoted(name)} can’t be a token’s name. A name is up to 50 lower-case letters, digits, “.”, “_” and “-”, such as ci-deploy, and not “${ADMINISTRATOR}”.`;
    return { code: 'not-a-token-name', sentence };
  }
  const [problem] = scopes.flatMap((scope) => problemWithScope(scope) ?? []);
  return problem === undefined ? null : { code: 'unknown-scope', sentence: problem };
}
