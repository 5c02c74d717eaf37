import { basename } from 'node:path';

import { Command } from 'commander';

import { done } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import { readDocument } from './document.ts';

export function loadCommand(): Command {
  return withActor(new Command('load'))
    .description('give a plan to the server; prints its id')
    .argument('<file>', 'a release plan in Markdown; its id is the file name without .md')
    .action((file: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const document = readDocument(file);
        if (!document.ok) return document.error;
        const id = basename(file, '.md');
        const answer = await server.send('POST', '/api/release/plans', {
          id,
          document: document.value,
        });
        return answer.ok ? done(id, answer.value) : answer.error;
      }),
    );
}
