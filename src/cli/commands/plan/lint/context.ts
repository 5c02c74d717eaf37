import { basename } from 'node:path';

import { err, ok, type Result } from '../../../../lib/result.ts';
import type { LintContext, OtherPlan, ServerView } from '../../../../lint/index.ts';
import { readPlan, type PlanDocument } from '../../../../plan/index.ts';
import type { CommandOutcome } from '../../../outcome.ts';
import { connectTo } from '../../../server.ts';
import { readDocument } from '../document.ts';
import { askServer } from './ask-server.ts';

export type ContextOptions = {
  readonly usersPerDay?: number;
  readonly baseline?: number;
  readonly against?: readonly string[];
  readonly server?: boolean;
  readonly now?: Date;
};

/** What the options let the linter look at, or how the command ends when something can’t be had. */
export async function contextOf(
  { file, plan }: { readonly file: string; readonly plan: PlanDocument },
  options: ContextOptions,
): Promise<Result<LintContext, CommandOutcome>> {
  const against = otherPlans(options.against ?? []);
  if (!against.ok) return against;
  const toggles = plan.toggles.map(({ words }) => words);
  const server = await serverView(options, { id: basename(file, '.md'), toggles });
  if (!server.ok) return server;
  return ok({
    plan,
    usersPerDay: options.usersPerDay ?? null,
    baseline: options.baseline ?? null,
    against: against.value,
    server: server.value,
    now: options.now ?? null,
  });
}

function otherPlans(files: readonly string[]): Result<readonly OtherPlan[], CommandOutcome> {
  const plans: OtherPlan[] = [];
  for (const name of files) {
    const document = readDocument(name);
    if (!document.ok) return err(document.error);
    plans.push({ name, plan: readPlan(document.value) });
  }
  return ok(plans);
}

async function serverView(
  { server }: ContextOptions,
  asked: { readonly id: string; readonly toggles: readonly string[] },
): Promise<Result<ServerView | null, CommandOutcome>> {
  return server === true ? askServer(connectTo(process.env, {}), asked) : ok(null);
}
