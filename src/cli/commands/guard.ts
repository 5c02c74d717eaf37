import { Command } from 'commander';

import { evidenceCommand } from './guard/evidence.ts';
import { powerCommand } from './guard/power.ts';

/** The guard's mathematics by itself: for errors on standard input, and for a stage that has not begun. */
export function guardCommand(): Command {
  return new Command('guard')
    .description(
      'compute what errors say about a feature, and what a stage can show; needs no server',
    )
    .addCommand(evidenceCommand())
    .addCommand(powerCommand());
}
