import { Command } from 'commander';

import { describePlan } from '../../../release/plan/index.ts';
import { done, failed, type Outcome } from '../../outcome.ts';
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

function showPlanFile(file: string): Outcome {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const view = describePlan(document.value);
  return view.ok ? done(planInWords(view.value), view.value) : failed(view.error, 'no-phase');
}
