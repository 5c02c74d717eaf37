import { Command } from 'commander';

import { callsCommand, resultCommand } from './plan/from-people.ts';
import { lintCommand } from './plan/lint.ts';
import { loadCommand } from './plan/load.ts';
import { measuresCommand } from './plan/measures.ts';
import { rehearseCommand } from './plan/rehearse.ts';
import { newCommand } from './plan/new.ts';
import { showCommand } from './plan/show.ts';
import { measurementsCommand } from './plan/measurements.ts';
import { goNoGoCommand, reportCommand, statusCommand } from './plan/status.ts';
import {
  answerCommand,
  checkInCommand,
  closeConditionCommand,
  itemCommand,
  stepCommands,
} from './plan/step.ts';
import { bugCommand, sessionCommand, taskCommand } from './plan/testing.ts';

export function planCommand(pageFeatures: readonly string[]): Command {
  const plan = new Command('plan')
    .description('read a release plan and carry it out')
    .addCommand(showCommand())
    .addCommand(lintCommand(pageFeatures))
    .addCommand(measuresCommand())
    .addCommand(rehearseCommand())
    .addCommand(newCommand())
    .addCommand(loadCommand());
  for (const step of stepCommands()) plan.addCommand(step);
  return plan
    .addCommand(answerCommand())
    .addCommand(itemCommand())
    .addCommand(closeConditionCommand())
    .addCommand(goNoGoCommand())
    .addCommand(sessionCommand())
    .addCommand(taskCommand())
    .addCommand(bugCommand())
    .addCommand(checkInCommand())
    .addCommand(resultCommand())
    .addCommand(callsCommand())
    .addCommand(statusCommand())
    .addCommand(measurementsCommand())
    .addCommand(reportCommand());
}
