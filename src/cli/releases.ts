import type { Command } from 'commander';

import { err, ok, type Result } from '../lib/result.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { failed, refused, type CommandOutcome } from './outcome.ts';
import { onServer, type CommonOptions } from './run.ts';
import type { Server } from './server.ts';

const PLANS = '/api/release/plans';

/** Adds the argument of commands that are about one release. */
export function withPlan(command: Command): Command {
  return command.argument(
    '[plan]',
    'the plan’s id; may be left out when one release isn’t closed, or to roll back or hold the only open one',
  );
}

/** Runs a command that is about one release, given by id; without one, about the only one that isn’t closed. */
export function onRelease(
  plan: string | undefined,
  options: CommonOptions,
  work: ReleaseWork,
): Promise<void> {
  const isNotClosed = ({ phase }: ReleaseStatus) => phase !== 'closed';
  return onOneOf(isNotClosed, { plan, options }, work);
}

/** The same for what takes something back: about the only one that anybody has, where there is one. */
export function onOpenRelease(
  plan: string | undefined,
  options: CommonOptions,
  work: ReleaseWork,
): Promise<void> {
  return onOneOf(({ phase }) => OPEN.has(phase), { plan, options }, work);
}

const OPEN: ReadonlySet<ReleaseStatus['phase']> = new Set(['testing', 'rollout', 'fully-on']);

type ReleaseWork = (server: Server, path: string) => Promise<CommandOutcome>;
type IsMeantRelease = (release: ReleaseStatus) => boolean;
type Named = { readonly plan: string | undefined; readonly options: CommonOptions };

async function onOneOf(
  isMeant: IsMeantRelease,
  { plan, options }: Named,
  work: ReleaseWork,
): Promise<void> {
  await onServer(options, async (server) => {
    const path = await releasePath(server, plan, isMeant);
    return path.ok ? work(server, path.value) : path.error;
  });
}

async function releasePath(
  server: Server,
  id: string | undefined,
  isMeant: IsMeantRelease,
): Promise<Result<string, CommandOutcome>> {
  if (id !== undefined) return ok(`${PLANS}/${encodeURIComponent(id)}`);
  const answer = await server.get(PLANS);
  if (!answer.ok) return answer;
  const { plans } = answer.value as { plans: ReleaseStatus[] };
  const underWay = plans.filter(({ phase }) => phase !== 'closed');
  const meant = [plans.filter(isMeant), underWay].find(({ length }) => length > 0) ?? plans;
  const [only] = meant;
  if (!only) {
    return err(refused('No plan is loaded. Load one: phcc plan load FILE', 'no-plan-loaded'));
  }
  if (meant.length > 1) return err(failed(whichPlan(meant), 'which-plan'));
  return ok(`${PLANS}/${encodeURIComponent(only.id)}`);
}

function whichPlan(plans: readonly ReleaseStatus[]): string {
  const list = plans.map(({ id, phase, title }) => `  ${id}: ${title}, ${phase}`);
  return ['There are several releases; name one of them:', ...list].join('\n');
}
