import { Command } from 'commander';

import { dayInEasternWords } from '../../lib/eastern-time.ts';
import { forTerminal } from '../../lib/text-from-people.ts';
import { done } from '../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';

/** What the server tells of the survey. */
type ToldFeedback = {
  readonly stages: readonly {
    readonly stage: string;
    readonly answers: number;
    readonly helpful: number;
    readonly unreadRemarks: number;
  }[];
  readonly remarks: readonly ToldRemark[];
};

type ToldRemark = {
  readonly stage: string;
  readonly text: string;
  /** `2026-11-29` */
  readonly day: string;
  readonly state: string;
};

type RemarksOptions = CommonOptions & { readonly stage?: string; readonly state?: string };

/** What people said of the contacts page. */
export function remarksCommand(): Command {
  return withJson(new Command('remarks'))
    .description('what people said of the contacts page: counts by stage, and what they wrote')
    .option('--stage <stage>', 'what was written in this stage alone, named as the counts name it')
    .option('--state <state>', 'unread, read or asks-for-a-change')
    .action((options: RemarksOptions) =>
      onServer(options, async (server) => {
        const { stage = '', state = '' } = options;
        const answer = await server.get(`/api/feedback?${new URLSearchParams({ stage, state })}`);
        if (!answer.ok) return answer.error;
        return done(inWords(answer.value as ToldFeedback), answer.value);
      }),
    );
}

function inWords({ stages, remarks }: ToldFeedback): string {
  if (stages.length === 0) return 'Nobody has answered yet.';
  const counts = stages.map(
    ({ stage, answers, helpful, unreadRemarks }) =>
      `${stage}: helpful to ${helpful} of ${answers} who answered; unread remarks: ${unreadRemarks}`,
  );
  const written = remarks.map(
    ({ day, stage, state, text }) =>
      `${dayInEasternWords(`${day}T17:00:00Z`)}, ${stage}, ${state}: ${forTerminal(text)}`,
  );
  return [...counts, ...(written.length > 0 ? ['', ...written] : [])].join('\n');
}
