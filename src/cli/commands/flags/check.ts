import { Command } from 'commander';

import { done, type CommandOutcome } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';
import { knownFeature } from './known.ts';

/** The answer of the server. */
type Readiness = {
  readonly ready: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly verdict: 'passed' | 'warning' | 'failed';
    readonly sentence: string;
  }[];
};

const MARK = { passed: '✓', warning: '!', failed: '✗' } as const;

/** Exit code 0: ready to be released; 1: not ready. */
export function checkCommand(): Command {
  return withJson(new Command('check'))
    .description(
      'check whether a feature is ready to be released: known, wired everywhere, measurable',
    )
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const known = await knownFeature(server, name);
        const key = known.ok ? known.value : name;
        const answer = await server.get(`/api/flags/${encodeURIComponent(key)}/check`);
        if (!answer.ok) return answer.error;
        const outcome = outcomeOf(key, answer.value as Readiness);
        return known.ok ? outcome : { ...outcome, text: `${outcome.text}\n${known.error.text}` };
      }),
    );
}

function outcomeOf(name: string, readiness: Readiness): CommandOutcome {
  const lines = readiness.checks.map(
    ({ name: check, verdict, sentence }) => `${MARK[verdict]} ${check}: ${sentence}`,
  );
  const verdict = readiness.ready
    ? `${name} is ready to be released.`
    : `${name} is not ready to be released.`;
  const outcome = done([...lines, verdict].join('\n'), readiness);
  return readiness.ready ? outcome : { ...outcome, exitCode: 1 };
}
