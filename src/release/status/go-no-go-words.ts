import type { AttachedEvidence, ItemAnswer } from '../journal/go-no-go/facts.ts';
import type { GoNoGoDecision, GoNoGoStatus } from './go-no-go.ts';

export const DECISION_IN_WORDS: Readonly<Record<GoNoGoDecision, string>> = {
  undecided: 'none yet',
  awaiting: 'go, once all have signed',
  go: 'go',
  'conditional-go': 'conditional go',
  pause: 'pause',
  'no-go': 'no-go',
  void: 'void',
};

export const ITEM_ANSWERS: Readonly<Record<ItemAnswer, string>> = {
  yes: 'yes',
  no: 'no',
  'not-applicable': 'not applicable',
};

/** Why a question, an item or a condition is open: `Not answered`. */
export function openInWords(kind: GoNoGoStatus['open'][number]['kind'], isBad: boolean): string {
  if (kind === 'condition') return 'Condition not met';
  return isBad ? 'The answer rules out a go' : 'Not answered';
}

export function upToInWords(upTo: string | null): string {
  return upTo === null ? 'for all stages' : `up to Stage ${upTo}`;
}

/** Each part with what is so of it, always the same parts in the same order. */
export function evidenceInWords(
  evidence: AttachedEvidence,
): readonly (readonly [part: string, words: string])[] {
  const { planVersion, lint, preflight, heartbeat, phaseOne, openBugs } = evidence;
  return [
    ['Plan version', String(planVersion)],
    [
      'Lint',
      lint === null
        ? 'not known'
        : `${counted(lint.errors, 'error')}, ${counted(lint.warnings, 'warning')}`,
    ],
    ['Flags', preflight ?? 'ready'],
    ['Heartbeat', heartbeat ?? 'not known'],
    ['Phase I', phaseOneInWords(phaseOne)],
    ['Open bugs', String(openBugs ?? 'nobody has looked for bugs')],
  ];
}

function phaseOneInWords(phaseOne: AttachedEvidence['phaseOne']): string {
  if (phaseOne === null) return 'nothing was measured';
  const { people, requests, errors } = phaseOne;
  if (people === 0) return 'no tester has been seen using it';
  return `${people} ${people === 1 ? 'tester' : 'testers'} seen, ${requests} requests, ${errors} errors`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
