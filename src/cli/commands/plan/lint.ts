import { Command, Option } from 'commander';

import { lintPlan } from '../../../lint/index.ts';
import { noPhaseIn, readPlan } from '../../../plan/index.ts';
import { forTerminal } from '../../../lib/text-from-people.ts';
import { failed, type CommandOutcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { fraction, moment, peoplePerDay } from '../../numbers.ts';
import { readDocument } from './document.ts';
import { contextOf, type ContextOptions } from './lint/context.ts';
import { failureForGithub, findingsForGithub } from './lint/for-github.ts';
import { findingsInWords } from './lint/in-words.ts';

type LintOptions = CommonOptions & ContextOptions & { readonly format: 'text' | 'json' | 'github' };

/**
 * Exit code 0: the plan can start; 1: it can't; 2: the file can't be read, or is no plan. `pageFeatures`: those whose
 * pages report what happens on them.
 */
export function lintCommand(pageFeatures: readonly string[]): Command {
  const formats = new Option('--format <format>', 'how the findings are printed')
    .choices(['text', 'json', 'github'])
    .default('text');
  return withJson(new Command('lint'))
    .description('what is missing, contradictory or unmeasurable in a plan; needs no server')
    .argument('<file>', 'a release plan in Markdown')
    .addOption(formats)
    .option('--users-per-day <n>', 'people a day, if it were open to everyone', peoplePerDay)
    .option('--baseline <share>', 'share of people who run into an error today', fraction)
    .option('--against <file...>', 'other plans, whose results may have been pasted')
    .option('--server', 'compare with the release and the flags on the running server')
    .option('--now <time>', 'the day to judge dates by, such as 2026-11-24', moment)
    .action(async (file: string, options: LintOptions) => {
      tell(file, await lintFile(file, pageFeatures, options), options);
    });
}

async function lintFile(
  file: string,
  pageFeatures: readonly string[],
  options: LintOptions,
): Promise<CommandOutcome> {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const plan = readPlan(document.value);
  const unrecognised = noPhaseIn(plan);
  if (unrecognised !== null) return failed(unrecognised, 'no-phase');
  const context = await contextOf({ file, plan }, options);
  if (!context.ok) return context.error;
  const report = lintPlan({ ...context.value, pageFeatures });
  const text =
    options.format === 'github'
      ? findingsForGithub(file, report)
      : findingsInWords({ file, report, context: context.value });
  return { exitCode: report.ready ? 0 : 1, text, data: report };
}

/** Findings are the answer, also when it is a no, so they go to standard output; GitHub reads everything there. */
function tell(file: string, outcome: CommandOutcome, { format, json }: LintOptions): void {
  const isAnswer = outcome.exitCode !== 2;
  const asJson = json === true || format === 'json';
  if (isAnswer || asJson) say({ ...outcome, exitCode: 0 }, { json: asJson });
  else if (format === 'github')
    process.stdout.write(forTerminal(failureForGithub(file, outcome.text)));
  else say(outcome, {});
  process.exitCode = outcome.exitCode;
}
