import { doneInWords, type Outcome } from '../../outcome.ts';
import { releasePath } from '../../releases.ts';
import type { Server } from '../../server.ts';
import { statusOutcome } from './status.ts';

/** `plan` may be left out when one is loaded; `path` is below that of the release. */
export type Posted = {
  readonly plan: string | undefined;
  readonly path: string;
  readonly body: object;
};

/** Asks the server for a step of a release, and tells where that leads. */
export async function postStep(server: Server, { plan, path, body }: Posted): Promise<Outcome> {
  const release = await releasePath(server, plan);
  if (!release.ok) return release.error;
  const answer = await server.send('POST', `${release.value}/${path}`, body);
  if (!answer.ok) return answer.error;
  return doneInWords(answer.value) ?? statusOutcome(answer.value);
}
