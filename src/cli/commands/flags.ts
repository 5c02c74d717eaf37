import { Command } from 'commander';

import {
  addCommand,
  disableCommand,
  enableCommand,
  removeCommand,
  setCommand,
} from './flags/change.ts';
import { checkCommand } from './flags/check.ts';
import { listCommand, showCommand } from './flags/features.ts';
import { historyCommand, undoCommand } from './flags/history.ts';

/** The flag engine: its changes go through Flipper’s own HTTP API. */
export function flagsCommand(): Command {
  return new Command('flags')
    .description('read, change and remove features')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(addCommand())
    .addCommand(enableCommand())
    .addCommand(disableCommand())
    .addCommand(setCommand())
    .addCommand(removeCommand())
    .addCommand(checkCommand())
    .addCommand(historyCommand())
    .addCommand(undoCommand());
}
