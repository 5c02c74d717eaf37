import { Argument, Command } from 'commander';

import { done } from '../outcome.ts';
import { fraction } from '../share.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';

const FAULTS = ['none', 'slow', '404', '500', '500-code', 'malformed', 'drip', 'refuse'];

/** Development only: makes the stand-in for VA Profile misbehave. */
export function standInCommand(): Command {
  const fault = withJson(new Command('fault'))
    .description('make the stand-in for VA Profile fail, until “none”')
    .addArgument(new Argument('<kind>', 'what goes wrong').choices(FAULTS))
    .option('--share <share>', 'share of requests that fail: 0.5 or 50%', fraction, 1)
    .action((kind: string, options: CommonOptions & { share: number }) =>
      onServer(options, async (server) => {
        const body = { kind, share: options.share };
        const answer = await server.send('POST', '/api/development/stand-in/fault', body);
        return answer.ok
          ? done(`The stand-in’s fault is now: ${kind}`, answer.value)
          : answer.error;
      }),
    );
  return new Command('stand-in').description('development only').addCommand(fault);
}
