import { CLOSED_GATES, isTruthy, type GateValues } from '../feature.ts';

/**
 * What a change did: `percentage of actors 20 → 50, 2 actors added`. Says how many actors, never which: their
 * ids are those of accounts. Null: no such feature.
 */
export function changeInWords(before: GateValues | null, after: GateValues | null): string {
  if (before === null && after === null) return 'nothing';
  const parts = gatesInWords(before ?? CLOSED_GATES, after ?? CLOSED_GATES);
  if (before === null) return ['added', ...parts].join(', ');
  if (after === null) return ['removed', ...parts].join(', ');
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

function gatesInWords(before: GateValues, after: GateValues): readonly string[] {
  return [
    booleanInWords(before.boolean, after.boolean),
    expressionInWords(before.expression, after.expression),
    ...membersInWords('actor', before.actors, after.actors),
    valueInWords('percentage of actors', before.percentageOfActors, after.percentageOfActors),
    valueInWords('percentage of time', before.percentageOfTime, after.percentageOfTime),
    ...membersInWords('group', before.groups, after.groups),
  ].filter((part) => part !== null);
}

function booleanInWords(before: string | null, after: string | null): string | null {
  if (before === after) return null;
  if (isTruthy(after) && !isTruthy(before)) return 'opened for everyone';
  if (isTruthy(before) && !isTruthy(after)) return 'no longer open for everyone';
  return valueInWords('boolean', before, after);
}

function expressionInWords(before: string | null, after: string | null): string | null {
  if (before === after) return null;
  if (before === null) return 'expression set';
  return after === null ? 'expression taken away' : 'expression changed';
}

function valueInWords(what: string, before: string | null, after: string | null): string | null {
  if (before === after) return null;
  if (before === null) return `${what} set to ${after}`;
  return after === null ? `${what} taken away (was ${before})` : `${what} ${before} → ${after}`;
}

type Members = ReadonlySet<string>;

function membersInWords(what: string, before: Members, after: Members): readonly (string | null)[] {
  return [
    countInWords(what, 'added', countBeyond(after, before)),
    countInWords(what, 'removed', countBeyond(before, after)),
  ];
}

function countBeyond(members: Members, others: Members): number {
  return [...members].filter((member) => !others.has(member)).length;
}

function countInWords(what: string, happened: string, count: number): string | null {
  if (count === 0) return null;
  return `${count} ${count === 1 ? what : `${what}s`} ${happened}`;
}
