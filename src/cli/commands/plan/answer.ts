import { Argument, Command } from 'commander';

import { onServer, withActor, type CommonOptions } from '../../run.ts';
import { fromOne } from '../../numbers.ts';
import { postStep } from './post-step.ts';

type Options = CommonOptions & {
  readonly question?: number;
  readonly reason?: string;
};

/** Success criteria that no number answers are answered by people, by name, in each stage. */
export function answerCommand(): Command {
  return withActor(new Command('answer'))
    .description('answer what the plan asks people before the next stage')
    .addArgument(new Argument('<answer>', 'is it so?').choices(['yes', 'no']))
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('--question <n>', 'its number in the status; without it, all that are open', fromOne)
    .option('--reason <text>', 'why; a no needs one')
    .action((said: string, plan: string | undefined, { question, reason, ...options }: Options) =>
      onServer(options, (server) =>
        postStep(server, {
          plan,
          path: 'answers',
          body: { question, reason, yes: said === 'yes' },
        }),
      ),
    );
}
