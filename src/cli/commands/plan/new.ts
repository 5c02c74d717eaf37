import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Command, InvalidArgumentError } from 'commander';

import { makeDirectories } from '../../../lib/directories.ts';
import { newPlan, type NewPlan } from '../../../plan/index.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import { done, failed, type CommandOutcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';

type NewOptions = CommonOptions & { readonly output?: string; readonly artifacts?: string };

export function newCommand(): Command {
  return withJson(new Command('new'))
    .description('a new plan from the template of the Profile; needs no server')
    .argument('<name>', 'the name of the feature’s toggle', planFor)
    .option('-o, --output <file>', 'write the plan to a new file instead of printing it')
    .option(
      '--artifacts <folder>',
      'also write launch-readiness.md, dashboard.md and launch-ticket.md into this folder',
    )
    .action(async (plan: NewPlan, options: NewOptions) => {
      say(await madePlan(plan, options), options);
    });
}

function planFor(name: string): NewPlan {
  const plan = newPlan(name);
  if (!plan.ok) throw new InvalidArgumentError(plan.error);
  return plan.value;
}

async function madePlan(plan: NewPlan, options: NewOptions): Promise<CommandOutcome> {
  const files = filesFor(plan, options);
  const written = await writeNewFiles(files);
  if (!written.ok) return written.error;
  const paths = files.map(({ path }) => path);
  const text = options.output === undefined ? plan.document : paths.map(writtenTo).join('\n');
  return done(text, { ...plan, files: paths });
}

const writtenTo = (path: string) => `Written to ${path}`;

function filesFor({ document, artifacts }: NewPlan, options: NewOptions): readonly NewFile[] {
  const { output, artifacts: folder } = options;
  return [
    ...(output === undefined ? [] : [{ path: output, text: document }]),
    ...(folder === undefined
      ? []
      : artifacts.map(({ name, document }) => ({
          path: join(folder, `${name}.md`),
          text: document,
        }))),
  ];
}

type NewFile = { readonly path: string; readonly text: string };

/** Writes all of these files and the folders they are in, or none when one of them is there already. */
async function writeNewFiles(files: readonly NewFile[]): Promise<Result<null, CommandOutcome>> {
  const there = files.find(({ path }) => existsSync(path));
  if (there) {
    return err(
      failed(
        `${there.path} is there already, so nothing is written. Choose another.`,
        'unwritable',
      ),
    );
  }
  for (const { path, text } of files) {
    try {
      await makeDirectories(dirname(path));
      writeFileSync(path, text, { flag: 'wx' });
    } catch {
      return err(failed(`${path} can’t be written. May you write there?`, 'unwritable'));
    }
  }
  return ok(null);
}
