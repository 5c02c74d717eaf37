import { ok } from '../../lib/result.ts';
import { dueAtOf, dueOnOf, openCheckIns } from './check-ins.ts';
import type { CheckInName } from '../journal/journal.ts';
import { refuse, type StepDecision, type StepSituation } from './situation.ts';

/** The answer to a check-in, or that it is not needed. */
export function checkIn(
  situation: StepSituation,
  { checkIn: which, waive }: CheckingIn,
): StepDecision {
  const { progress, why, now } = situation;
  const dueAt = dueAtOf(which, progress.everyoneSince);
  if (dueAt === null) {
    return refuse('not-due', 'Check-ins open once everyone has the feature.');
  }
  if (why === null) return refuse('reason-needed', waive ? WAIVED_WHY : ANSWER_NEEDED);
  if (!waive && now < dueAt) {
    return refuse('not-due', `This opens on ${dueOnOf(which, progress.everyoneSince) ?? ''}.`);
  }
  return ok([{ kind: waive ? 'check-in-waived' : 'check-in-answered', checkIn: which }]);
}

type CheckingIn = { readonly checkIn: CheckInName; readonly waive: boolean };

const WAIVED_WHY = 'Waiving a check-in needs a reason; it is printed in the report.';
const ANSWER_NEEDED = 'A check-in needs an answer in words; it is printed in the report.';

/** A release ends when it has been carried out and its toggles are gone, or when it is given up while nothing is open. */
export function close({ progress, togglesLeft, why }: StepSituation): StepDecision {
  switch (progress.phase) {
    case 'testing':
    case 'rollout':
      return refuse('still-open', 'The release is under way. Roll it back, or carry it out first.');
    case 'draft':
    case 'rolled-back':
      return why === null
        ? refuse(
            'reason-needed',
            'Giving a release up needs a reason; it is printed in the report.',
          )
        : ok([{ kind: 'closed' }]);
    default: {
      const open = openCheckIns(progress);
      if (open.length > 0) return refuse('check-ins-open', checkInsLeft(open));
      return togglesLeft.length > 0
        ? refuse('flag-left', flagLeft(togglesLeft))
        : ok([{ kind: 'closed' }]);
    }
  }
}

function checkInsLeft(open: readonly CheckInName[]): string {
  return `Not answered yet: ${open.join(', ')}. Answer or waive: phcc plan check-in ${open[0] ?? ''}`;
}

function flagLeft(toggles: readonly string[]): string {
  return `The flag engine still has ${toggles.join(', ')}. Remove it from the code and deploy that; once it isn’t asked for any more, remove it with phcc flags remove, and close the release then.`;
}
