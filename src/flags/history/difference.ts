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

/**
 * The gates after differences, the oldest first. What was not changed is the same object. Hundreds of them in a gate of
 * thousands cost about as much as one: members are copied once.
 */
export function changedBy(before: GateValues, differences: readonly GateDifference[]): GateValues {
  const after = (was: string | null, name: Exclude<keyof GateDifference, 'actors' | 'groups'>) =>
    differences.reduce(
      (value, { [name]: changed }) => (changed === undefined ? value : changed),
      was,
    );
  return {
    boolean: after(before.boolean, 'boolean'),
    expression: after(before.expression, 'expression'),
    actors: membersAfter(
      before.actors,
      differences.map(({ actors }) => actors),
    ),
    percentageOfActors: after(before.percentageOfActors, 'percentage_of_actors'),
    percentageOfTime: after(before.percentageOfTime, 'percentage_of_time'),
    groups: membersAfter(
      before.groups,
      differences.map(({ groups }) => groups),
    ),
  };
}

function membersAfter(
  before: ReadonlySet<string>,
  differences: readonly (MemberDifference | undefined)[],
): ReadonlySet<string> {
  if (differences.every((difference) => difference === undefined)) return before;
  const members = new Set(before);
  for (const { came = [], went = [] } of differences.filter((one) => one !== undefined)) {
    for (const member of went) members.delete(member);
    for (const member of came) members.add(member);
  }
  return members;
}
