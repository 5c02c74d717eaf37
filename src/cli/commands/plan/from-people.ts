import { Argument, Command, Option } from 'commander';

import { counted } from '../../numbers.ts';
import { POST_LAUNCH_QUESTIONS } from '../../../release/journal/index.ts';
import { withPlan } from '../../releases.ts';
import { withActor, type CommonOptions } from '../../run.ts';
import { postStep } from './step.ts';

type CallsOptions = CommonOptions & {
  readonly confused: number;
  readonly wrongContact: number;
  readonly cannotChange: number;
  readonly other: number;
  readonly stop?: boolean;
  readonly reason?: string;
};

/** What the contact center counted on a day. */
export function callsCommand(): Command {
  const command = withActor(new Command('calls'))
    .description('enter the calls to the contact center on a day')
    .addArgument(new Argument('<day>', 'the day where the plan is written, as in 2024-04-08'));
  return withPlan(command)
    .requiredOption('--confused <n>', 'calls of people who were confused', counted)
    .requiredOption('--wrong-contact <n>', 'calls of people who saw a wrong contact', counted)
    .requiredOption('--cannot-change <n>', 'calls of people who can’t change a contact', counted)
    .requiredOption('--other <n>', 'calls about anything else', counted)
    .option('--stop', 'this must not go on: hold the release; give the reason')
    .option('--reason <text>', 'why; a stop needs one')
    .action((day: string, plan: string | undefined, options: CallsOptions) => {
      const { confused, wrongContact, cannotChange, other, stop, reason } = options;
      const counts = { confused, wrongContact, cannotChange, other };
      return postStep(plan, options, ['calls', { day, ...counts, stop, reason }]);
    });
}

type ResultOptions = CommonOptions & {
  readonly field: string;
  readonly choice?: string;
  readonly reason?: string;
};

/** What only people know of a place of the plan. */
export function resultCommand(): Command {
  const field = new Option('--field <field>', 'what is answered');
  const command = withActor(new Command('result'))
    .description('enter what only people know of a stage, or answer a post-launch question')
    .addArgument(
      new Argument('<place>', 'testing, the letter of a stage, one-week, one-month or post-launch'),
    );
  return withPlan(command)
    .addOption(
      field.choices(['changes', 'handling', ...POST_LAUNCH_QUESTIONS]).makeOptionMandatory(),
    )
    .option('--choice <yes|no>', 'of changes and handling')
    .option('--reason <text>', 'the answer in words; printed in the report')
    .action((place: string, plan: string | undefined, options: ResultOptions) => {
      const { field: named, choice, reason } = options;
      return postStep(plan, options, ['results', { place, field: named, choice, reason }]);
    });
}
