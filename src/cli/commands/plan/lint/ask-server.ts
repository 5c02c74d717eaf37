import { err, ok, type Result } from '../../../../lib/result.ts';
import type { ServerFlag, ServerRelease, ServerView } from '../../../../lint/index.ts';
import type { ReleaseStatus } from '../../../../release/index.ts';
import type { CommandOutcome } from '../../../outcome.ts';
import type { Server } from '../../../server.ts';

/** A feature in the part of Flipper’s form that matters here. */
type FlagAnswer = {
  readonly key: string;
  readonly state: ServerFlag['state'];
  readonly gates: readonly { readonly key: string; readonly value: unknown }[];
};

/** What the running server says of the plan’s release and toggles. */
export async function askServer(
  server: Server,
  { id, toggles }: { readonly id: string; readonly toggles: readonly string[] },
): Promise<Result<ServerView, CommandOutcome>> {
  const plans = await server.get('/api/release/plans');
  if (!plans.ok) return plans;
  const releases = (plans.value as { plans: readonly ReleaseStatus[] }).plans;
  // A status that linting does not know yet does not compile here.
  const release: ServerRelease | null = releases.find((candidate) => candidate.id === id) ?? null;
  const flags: ServerFlag[] = [];
  for (const name of new Set([...toggles, ...(release?.toggles ?? [])])) {
    const flag = await askForFlag(server, name);
    if (!flag.ok) return flag;
    flags.push(...flag.value);
  }
  return ok({ release, flags });
}

/** None, when the flag engine does not know the name. */
async function askForFlag(
  server: Server,
  name: string,
): Promise<Result<readonly ServerFlag[], CommandOutcome>> {
  const answer = await server.get(`/flipper/api/features/${encodeURIComponent(name)}`);
  // A no is an answer, too: there is no such feature.
  if (!answer.ok) return answer.error.exitCode === 1 ? ok([]) : err(answer.error);
  const { key, state, gates } = answer.value as FlagAnswer;
  const share = gates.find((gate) => gate.key === 'percentage_of_actors')?.value;
  return ok([{ name: key, state, percentage: Number(share ?? 0) }]);
}
