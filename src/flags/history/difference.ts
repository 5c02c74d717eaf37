import type { GateValues } from '../feature.ts';
import type { GateRecord } from './gate-record.ts';

/** What a change made of the gates before it: a value that is another, members that came and went. What is left out stayed. */
export type GateDifference = Partial<
  Pick<GateRecord, 'boolean' | 'expression' | 'percentage_of_actors' | 'percentage_of_time'>
> & { readonly actors?: MemberDifference; readonly groups?: MemberDifference };

type MemberDifference = {
  readonly came?: readonly string[];
  readonly went?: readonly string[];
};

export function differenceOf(before: GateValues, after: GateValues): GateDifference {
  const actors = membersThatDiffer(before.actors, after.actors);
  const groups = membersThatDiffer(before.groups, after.groups);
  return {
    ...(before.boolean !== after.boolean && { boolean: after.boolean }),
    ...(before.expression !== after.expression && { expression: after.expression }),
    ...(before.percentageOfActors !== after.percentageOfActors && {
      percentage_of_actors: after.percentageOfActors,
    }),
    ...(before.percentageOfTime !== after.percentageOfTime && {
      percentage_of_time: after.percentageOfTime,
    }),
    ...(actors && { actors }),
    ...(groups && { groups }),
  };
}

function membersThatDiffer(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): MemberDifference | null {
  const came = [...after].filter((member) => !before.has(member));
  const went = [...before].filter((member) => !after.has(member));
  if (came.length === 0 && went.length === 0) return null;
  return { ...(came.length > 0 && { came }), ...(went.length > 0 && { went }) };
}

/** The gates after a difference. What was not changed is the same object. */
export function changedBy(before: GateValues, difference: GateDifference): GateValues {
  return {
    boolean: valueAfter(before.boolean, difference.boolean),
    expression: valueAfter(before.expression, difference.expression),
    actors: membersAfter(before.actors, difference.actors),
    percentageOfActors: valueAfter(before.percentageOfActors, difference.percentage_of_actors),
    percentageOfTime: valueAfter(before.percentageOfTime, difference.percentage_of_time),
    groups: membersAfter(before.groups, difference.groups),
  };
}

const valueAfter = (before: string | null, changed: string | null | undefined) =>
  changed === undefined ? before : changed;

function membersAfter(
  before: ReadonlySet<string>,
  difference: MemberDifference | undefined,
): ReadonlySet<string> {
  if (!difference) return before;
  const { came = [], went = [] } = difference;
  const gone = new Set(went);
  return new Set([...[...before].filter((member) => !gone.has(member)), ...came]);
}
