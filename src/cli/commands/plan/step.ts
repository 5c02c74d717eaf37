import { Argument, Command } from 'commander';

import { fromOne } from '../../numbers.ts';
import { doneInWords, failed, type CommandOutcome } from '../../outcome.ts';
import { onOpenRelease, onRelease, withPlan } from '../../releases.ts';
import { say, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { statusOutcome } from './status.ts';

type StepOptions = CommonOptions & {
  readonly reason?: string;
  readonly override?: boolean;
  readonly upTo?: string;
  readonly to?: string;
  readonly hold?: number;
  readonly seen?: number;
};

const STEPS = {
  start: 'open Phase I, moderated production testing',
  go: 'sign the go for the rollout, once the plan’s questions are answered',
  'no-go': 'sign a no-go',
  advance: 'open the next stage of the rollout',
  hold: 'hold the release: no further stage opens',
  'step-back': 'close the feature for the people that the open stage added, and hold there',
  resume: 'end the hold of a release',
  rollback: 'close the feature for everyone, testers too',
  close: 'end the release: it is carried out, or given up',
} as const;

const UP_TO = 'sign for no stage after this one, such as A, until what --reason names is closed';

export const SEEN =
  'the version that the status showed you: nothing is done if something has happened since';

/** One command for each step that a person may ask for. */
export function stepCommands(): readonly Command[] {
  return Object.entries(STEPS).map(([step, description]) => stepCommand(step, description));
}

function stepCommand(step: string, description: string): Command {
  const command = withPlan(withActor(new Command(step)))
    .description(description)
    .option('--reason <text>', 'why; printed in the report')
    .option('--seen <version>', SEEN, fromOne);
  if (step === 'advance') {
    command.option('--to <stage>', 'the stage that you mean, such as B, or fully-on');
    command.option('--override', 'although the plan’s conditions are not met');
  }
  if (step === 'resume') command.option('--hold <version>', 'the hold that you mean', fromOne);
  if (step === 'go') command.option('--up-to <stage>', UP_TO);
  return command.action((plan: string | undefined, options: StepOptions) => {
    const { reason, override, upTo, to, hold, seen: expectedVersion } = options;
    const body = { reason, override, upTo, to, hold, expectedVersion };
    return postStep(plan, options, [`steps/${step}`, body]);
  });
}

type AnswerOptions = CommonOptions & { readonly question?: number; readonly reason?: string };

/** Success criteria that no number answers are answered by people, by name, in each stage. */
export function answerCommand(): Command {
  const command = withActor(new Command('answer'))
    .description('answer the plan’s questions before the next stage')
    .addArgument(new Argument('<answer>', 'whether the criterion is met').choices(['yes', 'no']));
  return withPlan(command)
    .option(
      '--question <n>',
      'its number in the status; without it, all open ones that are yours',
      fromOne,
    )
    .option('--reason <text>', 'why; a no needs one')
    .action((answer: string, plan: string | undefined, options: AnswerOptions) => {
      const { question, reason } = options;
      return postStep(plan, options, ['answers', { question, reason, yes: answer === 'yes' }]);
    });
}

type CheckInOptions = CommonOptions & {
  readonly answer?: string;
  readonly waive?: boolean;
  readonly reason?: string;
};

/** The questions one week and one month after everyone was given the feature. */
export function checkInCommand(): Command {
  const which = new Argument('<which>', 'which check-in');
  const command = withActor(new Command('check-in'))
    .description('answer a check-in after everyone has the feature, or waive it')
    .addArgument(which.choices(['one-week', 'one-month', 'post-launch']));
  return withPlan(command)
    .option('--answer <text>', 'the answer; printed in the report')
    .option('--waive', 'it is not needed; give the reason')
    .option('--reason <text>', 'why it is waived')
    .action(async (checkIn: string, plan: string | undefined, options: CheckInOptions) => {
      const { waive = false, answer } = options;
      const reason = waive ? options.reason : answer;
      if (reason !== undefined) {
        await postStep(plan, options, ['check-ins', { checkIn, waive, reason }]);
      } else say(failed(waive ? WHY_WAIVED : WHAT_TO_SAY, 'usage'), options);
    });
}

const WHY_WAIVED = 'Waiving needs a reason: --waive --reason TEXT';
const WHAT_TO_SAY = 'Say how it went: --answer TEXT, or waive it: --waive --reason TEXT';

/** Sends a step to the server, to an address below that of the release, and shows where that leads. */
export function postStep(
  plan: string | undefined,
  options: CommonOptions,
  [address, body]: readonly [string, object],
): Promise<void> {
  const on = TAKES_BACK.has(address) ? onOpenRelease : onRelease;
  return on(plan, options, async (server: Server, path: string): Promise<CommandOutcome> => {
    const answer = await server.send('POST', `${path}/${address}`, body);
    if (!answer.ok) return answer.error;
    return doneInWords(answer.value) ?? statusOutcome(answer.value);
  });
}

const TAKES_BACK: ReadonlySet<string> = new Set(['steps/rollback', 'steps/hold']);
