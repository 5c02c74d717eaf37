import { actorsOf, type Actor, type Subject, type Group, type Groups } from '../actor.ts';
import type { GateProblem } from './gate.ts';

type Report = (problem: GateProblem) => void;

/** Those of the stored groups that are registered; null when there are none. */
export function registeredGroups(
  stored: ReadonlySet<string>,
  groups: Groups,
  report: Report,
): Groups | null {
  const registered = new Map<string, Group>();
  for (const name of stored) {
    const group = groups.get(name);
    if (group === undefined) report(unknown(name));
    else registered.set(name, group);
  }
  return registered.size === 0 ? null : registered;
}

/** Whether any actor of the subject belongs to any of the groups. */
export function isInGroup(groups: Groups, subject: Subject, report: Report): boolean {
  const actors = actorsOf(subject);
  return [...groups].some(([name, group]) =>
    actors.some((actor) => belongs(actor, { name, group, report })),
  );
}

/**
 * A group is code from outside the engine. When it throws, or answers neither true nor false, as a promise is neither,
 * the actor does not belong to it.
 */
function belongs(
  actor: Actor,
  { name, group, report }: { name: string; group: Group; report: Report },
): boolean {
  const answer = answerOf(group, actor);
  if (typeof answer !== 'boolean') report(failed(name));
  return answer === true;
}

function answerOf(group: Group, actor: Actor): unknown {
  try {
    return group(actor);
  } catch {
    return undefined;
  }
}

function unknown(name: string): GateProblem {
  const sentence = `Found the group ${JSON.stringify(name)}, expected one that is registered in code. Register it, or take it off the feature.`;
  return { gate: 'group', reason: 'unknown-group', sentence };
}

function failed(name: string): GateProblem {
  const sentence = `The group ${JSON.stringify(name)} did not answer true or false. Fix it in the code that registers it.`;
  return { gate: 'group', reason: 'group-failed', sentence };
}
