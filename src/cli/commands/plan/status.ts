import { Command } from 'commander';

import { done } from '../../outcome.ts';
import { onRelease, withPlan } from '../../releases.ts';
import type { ReleaseStatus } from '../../../release/index.ts';
import { withJson, type CommonOptions } from '../../run.ts';
import { statusInWords } from '../../status-in-words.ts';
import { writeDocument } from './document.ts';

export function statusCommand(): Command {
  return withPlan(withJson(new Command('status')))
    .description('show for whom the feature is open, since when, why, and what comes next')
    .action((plan: string | undefined, options: CommonOptions) =>
      onRelease(plan, options, async (server, path) => {
        const answer = await server.get(path);
        return answer.ok ? statusOutcome(answer.value) : answer.error;
      }),
    );
}

/** `notice`: what was left out of the reason of a step that was taken. */
export function statusOutcome(answer: unknown) {
  const status = answer as ReleaseStatus & { readonly notice?: string };
  const notice = status.notice === undefined ? '' : `\n${'Notice:'.padEnd(10)} ${status.notice}`;
  return done(`${statusInWords(status)}${notice}`, answer);
}

export function reportCommand(): Command {
  return documentCommand(new Command('report'), 'report').description(
    'print the plan document with its results and changelog filled in',
  );
}

export function goNoGoCommand(): Command {
  return documentCommand(new Command('go-no-go'), 'go-no-go').description(
    'print the go/no-go: items with answers, conditions, evidence, signatures, and what is open',
  );
}

/** Prints a document of the release, or writes it down. */
function documentCommand(command: Command, address: 'report' | 'go-no-go'): Command {
  return withPlan(withJson(command))
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action((plan: string | undefined, options: CommonOptions & { output?: string }) =>
      onRelease(plan, options, async (server, path) => {
        const answer = await server.getText(`${path}/${address}`);
        if (!answer.ok) return answer.error;
        const { output: file } = options;
        if (file === undefined) return done(answer.value, { [address]: answer.value });
        return writeDocument(file, answer.value) ?? done(`Written to ${file}`, { file });
      }),
    );
}
