import { Command } from 'commander';

import { done, type Outcome } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';

type Check = {
  readonly name: string;
  readonly verdict: 'passed' | 'warning' | 'failed';
  readonly sentence: string;
};

type Checked = { readonly ready: boolean; readonly checks: readonly Check[] };

const MARK = { passed: '✓', warning: '!', failed: '✗' } as const;

/** Exit code 0: ready to be released; 1: not ready. */
export function checkCommand(): Command {
  return withJson(new Command('check'))
    .description('whether a feature is ready to be released: there, wired everywhere, measurable')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const answer = await server.get(`/api/flags/${encodeURIComponent(name)}/check`);
        return answer.ok ? outcomeOf(name, answer.value as Checked) : answer.error;
      }),
    );
}

function outcomeOf(name: string, checked: Checked): Outcome {
  const lines = checked.checks.map(
    ({ name: check, verdict, sentence }) => `${MARK[verdict]} ${check}: ${sentence}`,
  );
  const verdict = checked.ready
    ? `${name} is ready to be released.`
    : `${name} is not ready to be released.`;
  const told = done([...lines, verdict].join('\n'), checked);
  return checked.ready ? told : { ...told, exitCode: 1 };
}
