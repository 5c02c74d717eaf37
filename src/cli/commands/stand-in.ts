import { Argument, Command } from 'commander';

import { done } from '../outcome.ts';
import { fraction } from '../numbers.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';

const OF_VA_PROFILE = ['slow', '404', '500', '500-code', 'malformed', 'drip', 'refuse'];
/** In the contacts page itself, for people who have it. */
const OF_THE_PAGE = ['page-500', 'page-slow'];
const FAULTS = ['none', ...OF_VA_PROFILE, ...OF_THE_PAGE];

/** Development only: makes the stand-in for VA Profile misbehave. */
export function standInCommand(): Command {
  const fault = withJson(new Command('fault'))
    .description('make the stand-in for VA Profile fail, or the contacts page itself, until “none”')
    .addArgument(new Argument('<kind>', 'what goes wrong').choices(FAULTS))
    .option('--share <share>', 'share of requests that fail: 0.5 or 50%', fraction, 1)
    .action((kind: string, options: CommonOptions & { share: number }) =>
      onServer(options, async (server) => {
        const body = { kind, share: options.share };
        for (const path of pathsFor(kind)) {
          const answer = await server.send('POST', `/api/development/${path}`, body);
          if (!answer.ok) return answer.error;
        }
        return done(`What goes wrong now: ${kind}`, body);
      }),
    );
  return new Command('stand-in').description('development only').addCommand(fault);
}

/** `none` ends whatever goes wrong anywhere. */
function pathsFor(kind: string): readonly string[] {
  if (OF_VA_PROFILE.includes(kind)) return ['stand-in/fault'];
  return OF_THE_PAGE.includes(kind) ? ['page-fault'] : ['stand-in/fault', 'page-fault'];
}
