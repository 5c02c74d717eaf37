import { text as textOf } from 'node:stream/consumers';

import { Command } from 'commander';

import { ALPHA, type HarmVerdict, type SampleRatio } from '../../../guard/index.ts';
import { done, failed, type CommandOutcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { budget, rateRatio, wholeNumber } from '../../numbers.ts';
import { replay, type GuardAnswer, type ReplayRules } from './replay.ts';

/** Exit code 0: no harm shown, or an incident that is not the feature's; 1: harm. */
export function evidenceCommand(): Command {
  return withJson(new Command('evidence'))
    .description(
      'what first errors say about a feature: JSON lines on standard input, in time order',
    )
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
  {"arm":"on","share":0.05}                                a person's first error: whether the feature
                                                           was open for them (on, off), and at what share
  {"restart":true}                                         a planned restart
  {"floor":{"errors":3,"users":10,"ceiling":0.01}}         people so far, whatever the share
  {"srm":{"counts":[52,948],"shares":[0.05,0.95]}}         people evaluated so far: open, closed
JSON has no infinity: an upper bound that does not exist yet is shown as null.`;

/** How the command ends on these lines; a bad line ends it before anything is said about the others. */
export function evidenceOutcome(input: string, rules: ReplayRules): CommandOutcome {
  const replayed = replay(input, rules);
  if (!replayed.ok) return failed(replayed.error, 'unreadable-evidence');
  const answer = replayed.value.answer();
  const verdict = replayed.value.isAboutNoOne ? NO_ONE : VERDICTS[answer.verdict];
  const outcome = done([verdict, ...figuresInWords(answer, rules.alpha)].join('\n'), answer);
  return answer.verdict === 'harm' ? { ...outcome, exitCode: 1 } : outcome;
}

const NO_ONE =
  'No evidence: no person was counted whose error could speak for or against the feature.';

const VERDICTS: Readonly<Record<HarmVerdict, string>> = {
  harm: 'Harm: the errors speak against the feature. Roll it back.',
  'global incident':
    'Global incident: too many people have errors, and nothing says that the feature is why. Hold, and look for the cause.',
  'no harm shown': 'No harm shown by the errors. That is no proof of safety.',
};

const SAMPLES: Readonly<Record<SampleRatio, string | null>> = {
  'as-planned': null,
  'too-few-open':
    'Too few people with the feature were counted. It may keep them from being counted: roll it back.',
  'too-many-open':
    'Too many people with the feature were counted. Hold, and find out how people are counted.',
};

function figuresInWords(answer: GuardAnswer, alpha: number): readonly string[] {
  const { processes, combined, sampleRatio } = answer;
  const sample = SAMPLES[sampleRatio];
  return [
    ...(sample === null ? [] : [sample]),
    ...processes.map(
      ({ name, logEvidence, everCrossed }) =>
        `${name}: ln evidence ${rounded(logEvidence)}; ${everCrossed ? 'has crossed its limit' : 'never crossed its limit'}`,
    ),
    `All together, weighted: ln evidence ${rounded(combined.logEvidence)}; the limit is ${rounded(combined.threshold)}`,
    boundsInWords(answer.rateRatio, alpha),
  ];
}

function boundsInWords({ runningLower, upper }: GuardAnswer['rateRatio'], alpha: number): string {
  const least = runningLower > 0 ? `at least ${rounded(runningLower)}` : 'no lower bound yet';
  const most = upper < Infinity ? `at most ${rounded(upper)}` : 'no upper bound yet';
  return `Errors with the feature, as a multiple of those without: ${least} (wrong with a chance of ${rounded(alpha)}), ${most} (0.05)`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
