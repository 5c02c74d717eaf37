import type { Command } from 'commander';

import { refused, type Outcome } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';

export type ReasonOptions = CommonOptions & { readonly reason?: string };

/** Adds the options of commands that may open a feature wider. */
export function withReason(command: Command): Command {
  return withActor(command).option(
    '--reason <text>',
    'why; needed to open a feature wider, and kept in its history',
  );
}

/** Runs a change with its reason; where one is missing, says it in the command line’s words. */
export async function changeOnServer(
  options: ReasonOptions,
  change: (server: Server) => Promise<Outcome>,
): Promise<void> {
  await onServer({ ...options, why: options.reason }, async (server) => {
    const outcome = await change(server);
    return isAboutReason(outcome) ? refused(REASON_NEEDED, 'reason-needed') : outcome;
  });
}

const REASON_NEEDED =
  'Opening a feature wider needs a reason, which is kept in its history. Nothing was changed. ' +
  'Say why: --reason "TEXT"';

function isAboutReason({ exitCode, data }: Outcome): boolean {
  return (
    exitCode === 1 &&
    typeof data === 'object' &&
    data !== null &&
    'code' in data &&
    data.code === 'reason-needed'
  );
}
