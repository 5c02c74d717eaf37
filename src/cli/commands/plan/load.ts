import { basename } from 'node:path';

import { Command } from 'commander';

import { done } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import type { LoadedPlan } from '../../../release/index.ts';
import { fromOne } from '../../numbers.ts';
import { readDocument } from './document.ts';
import { SEEN } from './step.ts';

type LoadOptions = CommonOptions & { readonly seen?: number };
type Loaded = { readonly loaded: LoadedPlan };

export function loadCommand(): Command {
  return withActor(new Command('load'))
    .description(
      'give a plan to the server; prints its id and version, what has changed, and what no longer counts',
    )
    .argument('<file>', 'a release plan in Markdown; its id is the file name without .md')
    .option('--seen <version>', SEEN, fromOne)
    .action((file: string, options: LoadOptions) =>
      onServer(options, async (server) => {
        const document = readDocument(file);
        if (!document.ok) return document.error;
        const id = basename(file, '.md');
        const answer = await server.send('POST', '/api/release/plans', {
          id,
          document: document.value,
          expectedVersion: options.seen,
        });
        if (!answer.ok) return answer.error;
        return done(loadedInWords(id, (answer.value as Loaded).loaded), answer.value);
      }),
    );
}

/** The id alone for a new release; else with what is otherwise than before. */
function loadedInWords(id: string, { planVersion, changes, voided }: LoadedPlan): string {
  if (changes === null) return id;
  const told = changes.map((change) => `Changed: ${change}`);
  return [
    id,
    `Plan version ${planVersion}`,
    ...(told.length > 0 ? told : ['Nothing has changed that the program acts on.']),
    ...voided.map((what) => `Void: ${what}`),
  ].join('\n');
}
