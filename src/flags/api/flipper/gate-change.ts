import { err, ok, type Result } from '../../../lib/result.ts';
import type { FlagChange } from '../../change.ts';
import { expressionText, numberText, readExpression } from '../../expression/index.ts';
import type { FlagApiRefusal } from '../errors.ts';
import type { Parameters } from '../form.ts';
import { readPercentage } from './percentage.ts';
import type { GatePath } from './places.ts';
import { problemWithMember } from '../text.ts';

export type GateVerb = 'POST' | 'DELETE';

/** What a request to a gate says. Both are read only where they count, because elsewhere they are ignored. */
export type GateBody = {
  readonly parameters: () => Result<Parameters, string>;
  readonly json: () => Result<unknown, string>;
  readonly isRegisteredGroup: (name: string) => boolean;
};

type Wanted = Result<FlagChange, FlagApiRefusal>;

/** The change that a POST or DELETE at a gate's path asks for. */
export function gateChange(gate: GatePath, verb: GateVerb, said: GateBody): Wanted {
  const opens = verb === 'POST';
  switch (gate) {
    case 'boolean':
      // Opening for everybody needs nothing said, but nothing that can't be read either.
      return opens ? withParameters(said, () => ok({ kind: 'enable' })) : ok({ kind: 'disable' });
    case 'actors':
      return withParameters(said, (parameters) => actorChange(parameters, opens));
    case 'groups':
      return withParameters(said, (parameters) => groupChange(parameters, opens, said));
    case 'expression':
      return opens ? newExpression(said) : ok({ kind: 'set-expression', expression: null });
    case 'percentage_of_actors':
      return opens ? newPercentage(said, OF_ACTORS) : ok({ kind: OF_ACTORS, percentage: 0 });
    case 'percentage_of_time':
      return opens ? newPercentage(said, OF_TIME) : ok({ kind: OF_TIME, percentage: 0 });
  }
}

const OF_ACTORS = 'set-percentage-of-actors';
const OF_TIME = 'set-percentage-of-time';

/** How long an expression may be as text, in bytes: the tables keep it in an index, whose entries are small. */
const EXPRESSION_LIMIT_BYTES = 2_000;

/** The text in which an expression is stored, or why it can't be, in a sentence. */
export function storableExpression(value: unknown, read = readExpression): Result<string, string> {
  const expression = read(value);
  if (!expression.ok) return err(expression.error.sentence);
  const text = expressionText(expression.value);
  const bytes = Buffer.byteLength(text);
  return bytes <= EXPRESSION_LIMIT_BYTES
    ? ok(text)
    : err(
        `The expression has ${bytes} bytes as text; at most ${EXPRESSION_LIMIT_BYTES} can be stored.`,
      );
}

function withParameters(said: GateBody, read: (parameters: Parameters) => Wanted): Wanted {
  const parameters = said.parameters();
  if (parameters.ok) return read(parameters.value);
  return err({ error: 'invalid-request', sentence: parameters.error });
}

function actorChange(parameters: Parameters, opens: boolean): Wanted {
  const given = parameters.get('flipper_id');
  const actorId = asText(given);
  if (typeof given === 'number' && actorId === null)
    return err({ error: 'text-not-storable', sentence: LOST_DIGITS });
  if (actorId === null) return err({ error: 'actor-missing' });
  const problem = problemWithMember('actors', actorId);
  if (problem !== null) return err({ error: 'text-not-storable', sentence: problem });
  return ok({ kind: opens ? 'enable-actor' : 'disable-actor', actorId });
}

const LOST_DIGITS = 'The id is a number of more digits than JSON keeps. Send it as text.';

function groupChange(
  parameters: Parameters,
  opens: boolean,
  { isRegisteredGroup }: GateBody,
): Wanted {
  const group = asText(parameters.get('name'));
  if (group === null || group === '') return err({ error: 'name-missing' });
  const allowsAny = isYes(parameters.get('allow_unregistered_groups'));
  if (!allowsAny && !isRegisteredGroup(group)) return err({ error: 'group-not-registered' });
  const problem = problemWithMember('groups', group);
  if (problem !== null) return err({ error: 'text-not-storable', sentence: problem });
  return ok({ kind: opens ? 'enable-group' : 'disable-group', group });
}

function newExpression({ json }: GateBody): Wanted {
  const body = json();
  const text = body.ok ? storableExpression(body.value) : body;
  if (!text.ok) return err({ error: 'expression-invalid', detail: text.error });
  return ok({ kind: 'set-expression', expression: text.value });
}

function newPercentage(said: GateBody, kind: typeof OF_ACTORS | typeof OF_TIME): Wanted {
  return withParameters(said, (parameters) => {
    const percentage = readPercentage(parameters.get('percentage'));
    return percentage === null ? err({ error: 'percentage-invalid' }) : ok({ kind, percentage });
  });
}

/** Flipper's reading of a switch among the parameters: `true`, in any case. */
export function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/**
 * An id or a name. In JSON it may be a number or a boolean, which are taken for what Ruby writes; a number that has
 * lost digits on its way is none. Nothing is what Flipper takes for missing.
 */
export function asText(value: unknown): string | null {
  if (typeof value === 'number') return isExact(value) ? numberText(value) : null;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;
}

function isExact(number: number): boolean {
  return Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
}
