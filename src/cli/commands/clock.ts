import { Command } from 'commander';

import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { minutes } from '../numbers.ts';
import { done, type CommandOutcome } from '../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

const CLOCK = '/api/development/clock';

/** Development only: the program's clock can be moved ahead, so that days pass in seconds. */
export function clockCommand(): Command {
  const show = withJson(new Command('show'))
    .description('what time it is for the program')
    .action((options: CommonOptions) =>
      onServer(options, async (server) => clockOutcome(await server.get(CLOCK))),
    );
  const advance = withJson(new Command('advance'))
    .description('move the program’s clock ahead')
    .argument('<duration>', 'such as 90m, 2h or 2d', minutes)
    .action((duration: number, options: CommonOptions) =>
      onServer(options, async (server) =>
        clockOutcome(await server.send('POST', CLOCK, { minutes: duration })),
      ),
    );
  return new Command('clock').description('development only').addCommand(show).addCommand(advance);
}

function clockOutcome(answer: Awaited<ReturnType<Server['get']>>): CommandOutcome {
  if (!answer.ok) return answer.error;
  const { now } = answer.value as { now: string };
  return done(`It is ${timeInEasternTime(now, 'seconds')} for the program.`, answer.value);
}
