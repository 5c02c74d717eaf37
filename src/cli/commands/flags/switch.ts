import { Command } from 'commander';

import { done, doneInWords } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import { featureOutcome, featurePath } from './feature.ts';
import { changeOnServer, withReason, type ReasonOptions } from './reason.ts';

export function enableCommand(): Command {
  return withReason(new Command('enable'))
    .description('open a feature for everybody')
    .argument('<name>')
    .action((name: string, options: ReasonOptions) =>
      changeOnServer(options, async (server) =>
        featureOutcome(await server.send('POST', booleanOf(name))),
      ),
    );
}

/** Asks for nothing: closing must not wait for words. */
export function disableCommand(): Command {
  return withActor(new Command('disable'))
    .description('close a feature for everybody')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) =>
        featureOutcome(await server.send('DELETE', booleanOf(name))),
      ),
    );
}

/** For a feature of a release the last thing to do before that is closed; earlier it is a rollback. */
export function removeCommand(): Command {
  return withActor(new Command('remove'))
    .description('take a feature out of the flag engine; remove it from the code first')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        // The API takes away what was never there as well; a slip of the pen is to be heard of.
        const known = await server.get(featurePath(name));
        if (!known.ok) return known.error;
        const answer = await server.send('DELETE', featurePath(name));
        if (!answer.ok) return answer.error;
        return doneInWords(answer.value) ?? done(`${name}: removed`, { removed: name });
      }),
    );
}

function booleanOf(name: string): string {
  return `${featurePath(name)}/boolean`;
}
