import { Command } from 'commander';

import { evidenceCommand } from './guard/evidence.ts';
import { powerCommand } from './guard/power.ts';

/** The guard's mathematics by itself: on errors that somebody hands in, and on a stage not yet begun. */
export function guardCommand(): Command {
  return new Command('guard')
    .description('what errors say of a feature, and what a stage can show; needs no server')
    .addCommand(evidenceCommand())
    .addCommand(powerCommand());
}
