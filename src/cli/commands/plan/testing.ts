import { Argument, Command, Option } from 'commander';

import { fromOne, moment } from '../../numbers.ts';
import { onRelease, withPlan } from '../../releases.ts';
import { withActor, type CommonOptions } from '../../run.ts';
import { SEEN } from './step.ts';
import { statusOutcome } from './status.ts';

type SessionOptions = TestingOptions & {
  readonly session?: number;
  readonly cancel?: boolean;
  readonly from?: Date;
  readonly until?: Date;
  readonly moderator?: string;
  readonly participants?: readonly string[];
  readonly device?: string;
  readonly assistive?: string;
  readonly task?: readonly string[];
};

type TestingOptions = CommonOptions & { readonly reason?: string; readonly seen?: number };

/** A session of moderated production testing: planned, changed or canceled. */
export function sessionCommand(): Command {
  return testingCommand('session', 'plan a session with testers, change it, or cancel it')
    .option('--session <n>', 'the number of the session to change; without it, a new one', fromOne)
    .option('--from <time>', 'when it starts, such as 2026-12-01T14:00-05:00', moment)
    .option('--until <time>', 'when it ends; access ends then, too', moment)
    .option('--moderator <name>', 'who leads it')
    .option('--participants <codes>', 'codes, never names: P1,P2', listed)
    .option('--device <words>', 'what they use, such as “Windows laptop, Chrome”')
    .option('--assistive <words>', 'the assistive technology, such as “NVDA 2026”')
    .option('--task <words>', 'a task of the script; repeat it for each, in order', collected)
    .option('--cancel', 'cancel the session that --session names; access ends at once')
    .action((plan: string | undefined, options: SessionOptions) => {
      const { session, cancel, from, until, moderator, participants, device } = options;
      const { assistive: assistiveTechnology, task: tasks } = options;
      if (cancel) return send(plan, options, ['DELETE', 'sessions', { session }]);
      const times = { startsAt: from?.toISOString(), endsAt: until?.toISOString() };
      const words = { moderator, participants, device, assistiveTechnology, tasks };
      return send(plan, options, ['POST', 'sessions', { session, ...times, ...words }]);
    });
}

type TaskOptions = TestingOptions & {
  readonly session: number;
  readonly participant: string;
  readonly task: number;
  readonly note?: string;
  readonly quote?: string;
};

/** How a participant did with a task. */
export function taskCommand(): Command {
  const outcome = new Argument('<outcome>', 'how it went');
  return testingCommand('task', 'write down how a participant did with a task', [
    outcome.choices(['done', 'done-with-help', 'not-done']),
  ])
    .requiredOption('--session <n>', 'the number of the session', fromOne)
    .requiredOption('--participant <code>', 'whose result it is, such as P1')
    .requiredOption('--task <n>', 'the number of the task in the script', fromOne)
    .option('--note <words>', 'what was observed; no names, numbers or addresses')
    .option('--quote <words>', 'what they said; no names, numbers or addresses')
    .action((result: string, plan: string | undefined, options: TaskOptions) => {
      const { session, participant, task, note, quote } = options;
      const body = { session, participant, task, outcome: result, note, quote };
      return send(plan, options, ['POST', 'tasks', body]);
    });
}

type BugOptions = TestingOptions & {
  readonly bug?: number;
  readonly severity?: string;
  readonly ticket?: string;
  readonly fixed?: boolean;
};

/** A bug that testing found. */
export function bugCommand(): Command {
  const severity = new Option('--severity <severity>', 'how bad it is');
  return testingCommand('bug', 'write down a bug that testing found, or what became of it')
    .option('--bug <n>', 'the number of the bug to change; without it, a new one', fromOne)
    .addOption(severity.choices(['critical', 'high', 'medium', 'low']))
    .option('--ticket <link>', 'where it is tracked')
    .option('--fixed', 'it is fixed')
    .option('--no-fixed', 'it is not, or not any more')
    .action((plan: string | undefined, options: BugOptions) => {
      const { bug, severity: how, ticket, fixed } = options;
      return send(plan, options, ['POST', 'bugs', { bug, severity: how, ticket, fixed }]);
    });
}

function testingCommand(
  name: string,
  description: string,
  first: readonly Argument[] = [],
): Command {
  const command = withActor(new Command(name)).description(description);
  for (const argument of first) command.addArgument(argument);
  return withPlan(command)
    .option('--reason <text>', 'why; printed in the report')
    .option('--seen <version>', SEEN, fromOne);
}

const listed = (codes: string) => codes.split(',').map((code) => code.trim());

const collected = (words: string, before: readonly string[] = []) => [...before, words];

type Sent = readonly ['POST' | 'DELETE', string, object];

function send(
  plan: string | undefined,
  options: TestingOptions,
  [method, address, said]: Sent,
): Promise<void> {
  const { reason, seen: expectedVersion } = options;
  return onRelease(plan, options, async (server, path) => {
    const body = { ...said, reason, expectedVersion };
    const answer = await server.send(method, `${path}/${address}`, body);
    return answer.ok ? statusOutcome(answer.value) : answer.error;
  });
}
