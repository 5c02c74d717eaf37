import { Command } from 'commander';

import type { ReleaseStatus } from '../../release/index.ts';
import { done, type CommandOutcome } from '../outcome.ts';
import { onRelease } from '../releases.ts';
import { participantInWords, requestLines } from '../testing-in-words.ts';
import { withActor, withJson, type CommonOptions } from '../run.ts';

type TesterOptions = CommonOptions & {
  readonly plan?: string;
  readonly reason?: string;
  readonly participant?: string;
  readonly ends?: string;
};

/** Moderated production testing: the people who see the feature first. */
export function testersCommand(): Command {
  const add = changeCommand('add', 'POST', 'enroll a tester; the address itself is not stored')
    .option('--participant <code>', 'their code in the sessions, such as P1')
    .option('--ends <when>', 'when access ends: session, never, or 2026-12-01T15:00-05:00');
  return new Command('testers')
    .description('add, remove and count the people who see the feature in Phase I')
    .addCommand(add)
    .addCommand(changeCommand('remove', 'DELETE', 'close the feature for a tester'))
    .addCommand(listCommand());
}

function changeCommand(name: string, method: 'POST' | 'DELETE', description: string): Command {
  return withActor(new Command(name))
    .description(description)
    .argument('<email>', 'the address that the tester signs in with')
    .option('--plan <id>', 'the plan’s id; may be left out when one release isn’t closed')
    .option('--reason <text>', 'why; printed in the report')
    .action((email: string, options: TesterOptions) =>
      onRelease(options.plan, options, async (server, path) => {
        const { reason, participant, ends } = options;
        const body = { email, reason, participant, ends };
        const answer = await server.send(method, `${path}/testers`, body);
        return answer.ok ? testersOutcome(answer.value) : answer.error;
      }),
    );
}

function listCommand(): Command {
  return withJson(new Command('list'))
    .description(
      'the testers by code, with what they were answered; their addresses are not stored',
    )
    .option('--plan <id>', 'the plan’s id; may be left out when one release isn’t closed')
    .action((options: TesterOptions) =>
      onRelease(options.plan, options, async (server, path) => {
        const answer = await server.get(path);
        return answer.ok ? testersOutcome(answer.value) : answer.error;
      }),
    );
}

function testersOutcome(answer: unknown): CommandOutcome {
  const { testers, testing } = answer as ReleaseStatus;
  const waiting = `${testers.waiting} invited, enrolled at their first sign-in`;
  const people = testing.participants.map((one) => `${one.code}: ${participantInWords(one)}`);
  const lines = [
    `Testers: ${testers.enrolled} enrolled, ${waiting}`,
    ...people,
    ...requestLines(testing),
  ];
  const { participants } = testing;
  return done(lines.join('\n'), { ...testers, participants });
}
