import { text as textOf } from 'node:stream/consumers';

import { Command } from 'commander';

import { ALPHA, readingOf } from '../../../guard/index.ts';
import { done, failed, type Outcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { budget, rateRatio, wholeNumber } from '../../numbers.ts';
import { readingInWords } from './reading-in-words.ts';
import { replay, type ReplayRules } from './replay.ts';

/** Exit code 0: no harm shown, or an incident that is not the feature's; 1: harm. */
export function evidenceCommand(): Command {
  return withJson(new Command('evidence'))
    .description('what first errors say of a feature: JSON lines on standard input, in time order')
    .option('--alpha <budget>', 'chance to call a harmless feature harmful', budget, ALPHA)
    .option('--tolerance <ratio>', 'rate ratio that is still no harm', rateRatio, 1)
    .option('--restarts <number>', 'restarts planned (default: as many as marked)', wholeNumber)
    .addHelpText('after', LINES)
    .action(async (options: ReplayRules & CommonOptions) => {
      say(evidenceOutcome(await textOf(process.stdin), options), options);
    });
}

const LINES = `
Lines:
  {"arm":"on","share":0.05}                                somebody's first error: was the feature
                                                           open for them (on, off), and at what share
  {"restart":true}                                         a planned restart
  {"floor":{"errors":3,"users":10,"ceiling":0.01}}         people so far, whatever the share
  {"srm":{"counts":[52,948],"shares":[0.05,0.95]}}         people evaluated so far: open, closed
JSON has no infinity: it shows an upper bound that there is not yet as null.`;

/** How the command ends on these lines; a bad line ends it before anything is said of the others. */
export function evidenceOutcome(input: string, rules: ReplayRules): Outcome {
  const watch = replay(input, rules);
  if (!watch.ok) return failed(watch.error, 'unreadable-evidence');
  const reading = readingOf(watch.value);
  const told = done(readingInWords(reading, rules.alpha), reading);
  return reading.verdict === 'harm' ? { ...told, exitCode: 1 } : told;
}
