import { Argument, Command, InvalidArgumentError } from 'commander';

import { OPERATOR_ROLES } from '../../../roles/index.ts';
import { fromOne } from '../../numbers.ts';
import { timeInEasternTime } from '../../../lib/eastern-time.ts';
import type { ReleaseStatus } from '../../../release/index.ts';
import { done, doneInWords, failed, type CommandOutcome } from '../../outcome.ts';
import { onOpenRelease, onRelease, withPlan } from '../../releases.ts';
import { say, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { statusOutcome } from './status.ts';

type StepOptions = CommonOptions & {
  readonly reason?: string;
  readonly override?: boolean;
  readonly upTo?: string;
  readonly condition?: readonly StatedCondition[];
  readonly to?: string;
  readonly removedIn?: string;
  readonly hold?: number;
  readonly seen?: number;
};

const STEPS = {
  start: 'open Phase I, moderated production testing',
  go: 'sign the go for the rollout, once the plan’s questions and items are answered',
  'no-go': 'sign a no-go',
  pause: 'sign that it is not decided now: give the reason',
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
  if (step === 'close') command.option('--removed-in <reference>', REMOVED_IN);
  if (step === 'go') {
    command.option('--up-to <stage>', UP_TO);
    command.option('--condition <role: text>', CONDITION, conditionIn, []);
  }
  return command.action((plan: string | undefined, options: StepOptions) => {
    const { reason, override, upTo, to, hold, removedIn, condition = [] } = options;
    const conditions = condition.length > 0 ? condition : undefined;
    const { seen: expectedVersion } = options;
    const body = { reason, override, upTo, to, hold, removedIn, conditions, expectedVersion };
    return postStep(plan, options, [`steps/${step}`, body]);
  });
}

const REMOVED_IN =
  'the commit or pull request that took the flag out of the code: a link, a hash or a number';

type StatedCondition = { readonly text: string; readonly owner: string };

const CONDITION =
  'what has to be closed before a stage after --up-to, by whom: “engineer: Issue 12 is closed”; may be given again';

function conditionIn(
  written: string,
  before: readonly StatedCondition[],
): readonly StatedCondition[] {
  const [, role, text] = /^([A-Za-z -]+): *(.+)$/.exec(written) ?? [];
  const owner = role?.trim().toLowerCase().replaceAll(' ', '-');
  if (text === undefined || !OPERATOR_ROLES.some((one) => one === owner)) {
    throw new InvalidArgumentError(`Write the role that closes it, then what: ${EXAMPLE}`);
  }
  return [...before, { text, owner: owner ?? '' }];
}

const EXAMPLE = '“engineer: Issue 12 is closed”.';

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
    .description(
      'show the draft of a check-in after everyone has the feature, answer it, or waive it',
    )
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
      } else if (waive) say(failed(WHY_WAIVED, 'usage'), options);
      else await showDraft(checkIn, plan, options);
    });
}

const WHY_WAIVED = 'Waiving needs a reason: --waive --reason TEXT';

/** Without an answer: what the program can say for it, to begin from. */
function showDraft(checkIn: string, plan: string | undefined, options: CommonOptions) {
  return onRelease(plan, options, async (server, path) => {
    const answer = await server.get(path);
    if (!answer.ok) return answer.error;
    const { checkIns } = answer.value as ReleaseStatus;
    const one = checkIns.find((asked) => asked.checkIn === checkIn);
    return done(draftInWords(one), one);
  });
}

function draftInWords(one: ReleaseStatus['checkIns'][number] | undefined): string {
  if (one?.state === 'answered' || one?.state === 'waived') return `It is ${one.state} already.`;
  if (!one || one.dueAt === null) return 'It opens once everyone has the feature.';
  if (one.draft === null) return `It opens on ${timeInEasternTime(one.dueAt)}.`;
  return `Draft: ${one.draft}\n\nEdit it, then answer: --answer TEXT, or waive it: --waive --reason TEXT`;
}

type ItemOptions = CommonOptions & {
  readonly reason?: string;
  readonly link?: string;
  readonly seen?: number;
};

const SEE = 'its number: phcc plan go-no-go';

/** Items of the go/no-go are answered by number, by name, by the role that owns each. */
export function itemCommand(): Command {
  const command = withActor(new Command('item'))
    .description('answer items of the go/no-go that are your role’s')
    .addArgument(new Argument('<items>', `${SEE}, or several: 2,3,6`).argParser(numbersIn))
    .addArgument(new Argument('<answer>', 'what is so').choices(['yes', 'no', 'not-applicable']));
  return withNote(withPlan(command)).action(
    (items: readonly number[], answer: string, ...[plan, options]: ItemTarget) =>
      onRelease(plan, options, async (server, path) => {
        // What comes after the first has seen what the first did.
        const answered = (item: number, index: number) =>
          server.send('POST', `${path}/items`, {
            ...noteOf(index === 0 ? options : { ...options, seen: undefined }),
            item,
            answer,
          });
        let last = await answered(items[0] ?? 0, 0);
        for (const item of items.slice(1)) if (last.ok) last = await answered(item, 1);
        return last.ok ? statusOutcome(last.value) : last.error;
      }),
  );
}

type NoteGiven = { readonly [One in 'reason' | 'link' | 'seen']?: ItemOptions[One] | undefined };

type ItemTarget = [plan: string | undefined, options: ItemOptions];

/** `2,3,6` */
function numbersIn(written: string): readonly number[] {
  return written.split(',').map((one) => fromOne(one.trim()));
}

/** A condition of a go is closed by name, by the role that it is for. */
export function closeConditionCommand(): Command {
  const command = withActor(new Command('close-condition'))
    .description('close a condition of the go that is your role’s: say how it was met')
    .addArgument(new Argument('<condition>', SEE).argParser(fromOne));
  return withNote(withPlan(command)).action(
    (condition: number, plan: string | undefined, options: ItemOptions) =>
      postStep(plan, options, ['conditions', { condition, ...noteOf(options) }]),
  );
}

function withNote(command: Command): Command {
  return command
    .option('--reason <text>', 'the note; printed in the record')
    .option('--link <address>', 'where it can be seen: https://…')
    .option('--seen <version>', SEEN, fromOne);
}

function noteOf({ reason, link, seen: expectedVersion }: NoteGiven) {
  return { reason, link, expectedVersion };
}

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
