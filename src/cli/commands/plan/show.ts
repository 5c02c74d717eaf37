import { Command } from 'commander';

import { noPhaseIn, readPlan, showPlan } from '../../../plan/index.ts';
import { placedNotesOf } from '../../../lint/index.ts';
import { done, failed, type CommandOutcome } from '../../outcome.ts';
import { planInWords } from '../../plan-in-words.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { readDocument } from './document.ts';

export function showCommand(): Command {
  return withJson(new Command('show'))
    .description('the plan as the program reads it; needs no server')
    .argument('<file>', 'a release plan in Markdown')
    .action((file: string, options: CommonOptions) => {
      say(showPlanFile(file), options);
    });
}

function showPlanFile(file: string): CommandOutcome {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const plan = readPlan(document.value);
  const problem = noPhaseIn(plan);
  if (problem !== null) return failed(problem, 'no-phase');
  const [view, notes] = [showPlan(plan), placedNotesOf(plan)];
  const lines = plan.source.text.split(/\r\n|\n|\r/);
  return done(planInWords({ plan: view, lines, notes }), { ...view, notes });
}
