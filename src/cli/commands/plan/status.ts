import { Command } from 'commander';

import type { ReleaseStatus } from '../../../release/index.ts';
import { done, type Outcome } from '../../outcome.ts';
import { releasePath } from '../../releases.ts';
import { statusInWords } from '../../status-in-words.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';

export function statusCommand(): Command {
  return withJson(new Command('status'))
    .description('what is open for whom, since when, why, and what comes next')
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .action((plan: string | undefined, options: CommonOptions) =>
      onServer(options, async (server) => {
        const path = await releasePath(server, plan);
        if (!path.ok) return path.error;
        const answer = await server.get(path.value);
        return answer.ok ? statusOutcome(answer.value) : answer.error;
      }),
    );
}

export function statusOutcome(answer: unknown): Outcome {
  return done(statusInWords(answer as ReleaseStatus), answer);
}
