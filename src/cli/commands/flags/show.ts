import { Command } from 'commander';

import { onServer, withJson, type CommonOptions } from '../../run.ts';
import { featureOutcome, featurePath } from './feature.ts';

export function showCommand(): Command {
  return withJson(new Command('show'))
    .description('one feature with the values of its gates')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => featureOutcome(await server.get(featurePath(name)))),
    );
}
