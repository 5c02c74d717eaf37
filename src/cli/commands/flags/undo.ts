import { Command, InvalidArgumentError } from 'commander';

import { done } from '../../outcome.ts';
import { entryInWords, type Entry } from './entry.ts';
import { changeOnServer, withReason, type ReasonOptions } from './reason.ts';

export function undoCommand(): Command {
  return withReason(new Command('undo'))
    .description('bring a feature back to where it was before an entry of its history')
    .argument('<entry>', 'the entry’s number, as history shows it', entryNumber)
    .action((entry: number, options: ReasonOptions) =>
      changeOnServer(options, async (server) => {
        const answer = await server.send('POST', `/api/flags/history/${entry}/undo`);
        if (!answer.ok) return answer.error;
        const { entries } = answer.value as { entries: readonly Entry[] };
        const nothing = `The feature is already as it was before entry ${entry}.`;
        return done(entries.map(entryInWords).join('\n') || nothing, answer.value);
      }),
    );
}

function entryNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new InvalidArgumentError('Expected the number of an entry, such as 12.');
  }
  return number;
}
