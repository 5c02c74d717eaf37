import { Argument, Command } from 'commander';

import { failed } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import { postStep } from './post-step.ts';

type Options = CommonOptions & {
  readonly answer?: string;
  readonly waive?: boolean;
  readonly reason?: string;
};

/** What is asked a week and a month after everybody was given the feature. */
export function checkInCommand(): Command {
  return withActor(new Command('check-in'))
    .description('answer a check-in after everybody has the feature, or waive it')
    .addArgument(
      new Argument('<which>', 'which check-in').choices(['one-week', 'one-month', 'post-launch']),
    )
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('--answer <text>', 'what there is to say; printed in the report')
    .option('--waive', 'it is not needed; give the reason')
    .option('--reason <text>', 'why it is waived')
    .action((checkIn: string, plan: string | undefined, { answer, ...options }: Options) =>
      onServer(options, async (server) => {
        const { waive = false } = options;
        const reason = waive ? options.reason : answer;
        if (reason === undefined) return failed(waive ? WHY_WAIVED : WHAT_TO_SAY, 'usage');
        return postStep(server, { plan, path: 'check-ins', body: { checkIn, waive, reason } });
      }),
    );
}

const WHY_WAIVED = 'Waiving needs a reason: --waive --reason TEXT';
const WHAT_TO_SAY = 'Say how it went: --answer TEXT, or waive it: --waive --reason TEXT';
