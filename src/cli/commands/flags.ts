import { Command } from 'commander';

import { checkCommand } from './flags/check.ts';
import { historyCommand } from './flags/history.ts';
import { listCommand } from './flags/list.ts';
import { setCommand } from './flags/set.ts';
import { showCommand } from './flags/show.ts';
import { disableCommand, enableCommand, removeCommand } from './flags/switch.ts';
import { undoCommand } from './flags/undo.ts';

/** The flag engine: its changes go through Flipper’s own HTTP API. */
export function flagsCommand(): Command {
  return new Command('flags')
    .description('read, change and remove features')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(enableCommand())
    .addCommand(disableCommand())
    .addCommand(setCommand())
    .addCommand(removeCommand())
    .addCommand(checkCommand())
    .addCommand(historyCommand())
    .addCommand(undoCommand());
}
