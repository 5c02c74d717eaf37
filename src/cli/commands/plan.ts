import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { Command } from 'commander';

import { err, ok, type Result } from '../../lib/result.ts';
import { describePlan } from '../../release/plan/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { planInWords } from '../plan-in-words.ts';
import { releasePath, statusInWords } from '../releases.ts';
import { onServer, say, withActor, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

type StepOptions = CommonOptions & { readonly reason?: string; readonly override?: boolean };

const STEPS = {
  start: 'open Phase I, moderated production testing',
  go: 'sign the go for the rollout',
  'no-go': 'sign a no-go',
  advance: 'open the next stage of the rollout',
  hold: 'stop the release from moving',
  resume: 'let a held release move again',
  rollback: 'close the feature for everybody, testers too',
} as const;

export function planCommand(): Command {
  const plan = new Command('plan').description('read a release plan and carry it out');
  plan.addCommand(showCommand());
  plan.addCommand(loadCommand());
  for (const [step, description] of Object.entries(STEPS))
    plan.addCommand(stepCommand(step, description));
  plan.addCommand(statusCommand());
  plan.addCommand(reportCommand());
  return plan;
}

function showCommand(): Command {
  return withJson(new Command('show'))
    .description('the plan as the program reads it; needs no server')
    .argument('<file>', 'a release plan in Markdown')
    .action((file: string, options: CommonOptions) => {
      say(showPlanFile(file), options);
    });
}

function showPlanFile(file: string): Outcome {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const view = describePlan(document.value);
  return view.ok ? done(planInWords(view.value), view.value) : failed(view.error, 'no-phase');
}

function loadCommand(): Command {
  return withActor(new Command('load'))
    .description('give a plan to the server; prints its id')
    .argument('<file>', 'a release plan in Markdown; its id is the file name without .md')
    .action((file: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const document = readDocument(file);
        if (!document.ok) return document.error;
        const id = basename(file, '.md');
        const answer = await server.send('POST', '/api/release/plans', {
          id,
          document: document.value,
        });
        return answer.ok ? done(id, answer.value) : answer.error;
      }),
    );
}

function stepCommand(step: string, description: string): Command {
  const command = withActor(new Command(step))
    .description(description)
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('--reason <text>', 'why; printed in the report');
  if (step === 'advance')
    command.option('--override', 'although the plan’s conditions are not met');
  return command.action((plan: string | undefined, options: StepOptions) =>
    onServer(options, (server) => takeStep(server, { step, plan, options })),
  );
}

async function takeStep(
  server: Server,
  asked: { step: string; plan: string | undefined; options: StepOptions },
): Promise<Outcome> {
  const path = await releasePath(server, asked.plan);
  if (!path.ok) return path.error;
  const { reason, override } = asked.options;
  const answer = await server.send('POST', `${path.value}/steps/${asked.step}`, {
    reason,
    override,
  });
  return answer.ok ? statusOutcome(answer.value) : answer.error;
}

function statusCommand(): Command {
  return withJson(new Command('status'))
    .description('what is open for whom, since when, why, and what comes next')
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .action((plan: string | undefined, options: CommonOptions) =>
      onServer(options, async (server) => {
        const path = await releasePath(server, plan);
        if (!path.ok) return path.error;
        const answer = await server.get(path.value);
        return answer.ok ? statusOutcome(answer.value) : answer.error;
      }),
    );
}

function reportCommand(): Command {
  return withJson(new Command('report'))
    .description('the plan document with what has happened written into it')
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action((plan: string | undefined, options: CommonOptions & { output?: string }) =>
      onServer(options, async (server) => {
        const path = await releasePath(server, plan);
        if (!path.ok) return path.error;
        const report = await server.getText(`${path.value}/report`);
        if (!report.ok) return report.error;
        return options.output === undefined
          ? done(report.value, { report: report.value })
          : writeReport(options.output, report.value);
      }),
    );
}

function statusOutcome(answer: unknown): Outcome {
  return done(statusInWords(answer as ReleaseStatus), answer);
}

function readDocument(file: string): Result<string, Outcome> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch {
    return err(
      failed(`${file} can’t be read. Is the path right, and may you read it?`, 'unreadable'),
    );
  }
}

function writeReport(file: string, report: string): Outcome {
  try {
    writeFileSync(file, report);
    return done(`Written to ${file}`, { file });
  } catch {
    return failed(
      `${file} can’t be written. Does its folder exist, and may you write there?`,
      'unwritable',
    );
  }
}
