import { daysLater } from '../../calendar/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { holdsEmail } from '../../lib/screening/index.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';
import { screened } from '../testing/screening.ts';
import { openCheckIns, whyNotDue } from './check-ins.ts';
import type { CheckInName } from '../journal/journal.ts';
import { isNoLink, LONGEST_LINK, notALink } from './go-no-go/link.ts';
import { refuse, type Refusal, type StepDecision, type StepSituation } from './situation.ts';

/** The answer to a check-in, or that it is not needed. */
export function checkIn(
  situation: StepSituation,
  { checkIn: which, waive }: CheckingIn,
): StepDecision {
  const { progress, why, now } = situation;
  const { everyoneSince } = progress;
  const notDue = whyNotDue(which, { everyoneSince, now });
  if (notDue !== null && (everyoneSince === null || !waive)) return refuse('not-due', notDue);
  if (why === null) return refuse('reason-needed', waive ? WAIVED_WHY : ANSWER_NEEDED);
  return ok([{ kind: waive ? 'check-in-waived' : 'check-in-answered', checkIn: which }]);
}

type CheckingIn = { readonly checkIn: CheckInName; readonly waive: boolean };

const WAIVED_WHY = 'Waiving a check-in needs a reason; it is printed in the report.';
const ANSWER_NEEDED = 'A check-in needs an answer in words; it is printed in the report.';

export type EndingRelease = {
  readonly kind: 'close';
  /** The commit or pull request that took the flag out of the code; needed where the release was carried out. */
  readonly removedIn?: string;
};

/** A release ends when it has been carried out and its toggles are proven gone, or when it is given up while nothing is open. */
export function close(situation: StepSituation, { removedIn }: EndingRelease): StepDecision {
  const { progress, why } = situation;
  switch (progress.phase) {
    case 'testing':
    case 'rollout':
      return refuse('still-open', 'The release is under way. Roll it back, or carry it out first.');
    case 'draft':
    case 'rolled-back':
      return why === null ? refuse('reason-needed', GIVEN_UP_WHY) : ok([{ kind: 'closed' }]);
    default: {
      const obstacle = whyNotEnded(situation);
      if (obstacle !== null) return obstacle;
      const reference = removalReference(removedIn ?? '');
      return reference.ok ? ok([{ kind: 'closed', removedIn: reference.value }]) : reference;
    }
  }
}

const GIVEN_UP_WHY = 'Giving a release up needs a reason; it is printed in the report.';

/** A toggle that no program has asked for in so many days is taken for one that no code holds anymore. */
const UNASKED_DAYS = 7;

/** From when on a toggle that was last asked for at this moment counts as gone from the code that runs. */
export function unaskedFrom(lastAskedAt: Date): Date {
  return daysLater(lastAskedAt, UNASKED_DAYS);
}

function whyNotEnded({ progress, togglesLeft, lastAskedAt = null, now }: StepSituation) {
  const open = openCheckIns(progress);
  if (open.length > 0) return refuse('check-ins-open', checkInsLeft(open));
  if (togglesLeft.length > 0) return refuse('flag-left', flagLeft(togglesLeft));
  const isAsked = lastAskedAt !== null && now < unaskedFrom(lastAskedAt);
  return isAsked ? refuse('flag-asked', flagAsked(lastAskedAt)) : null;
}

function checkInsLeft(open: readonly CheckInName[]): string {
  return `Not answered yet: ${open.join(', ')}. Answer each of them, or waive it, then close the release.`;
}

function flagLeft(toggles: readonly string[]): string {
  return `The flag engine still has ${toggles.join(', ')}. Remove it from the code and deploy that; once no program asks for it anymore, remove it from the flag engine, and close the release then.`;
}

function flagAsked(lastAskedAt: Date): string {
  const [asked, from] = [lastAskedAt, unaskedFrom(lastAskedAt)].map((at) =>
    timeInEasternTime(at.toISOString()),
  );
  return `A program last asked for the flag on ${asked}. It counts as gone once nothing has asked for ${UNASKED_DAYS} days: close the release on ${from} or later.`;
}

/** In characters, where it is no link. */
const LONGEST_REFERENCE = 100;

/** What names a commit or a pull request: a link, a hash, or words with a number, such as `vets-api#17316`. */
function removalReference(raw: string): Result<string, Refusal> {
  const { text, lost } = textFromPeople(raw, LONGEST_LINK);
  if (text === null) return refuse('removal-unsaid', REMOVAL_UNSAID);
  if (COMMIT.test(text)) return ok(text);
  if (/^[a-z][a-z+.-]*:/iu.test(text)) {
    if (lost !== null || isNoLink(text)) return err(notALink(text));
    return holdsEmail(text) ? refuse('not-a-reference', NOT_A_REFERENCE) : ok(text);
  }
  if (text.length > LONGEST_REFERENCE || !/\d/u.test(text)) {
    return refuse('not-a-reference', NOT_A_REFERENCE);
  }
  const words = screened(text, 'The reference', 'said');
  return words.ok ? ok(text) : words;
}

/** Digits alone could be somebody’s number. */
const COMMIT = /^(?=.*[a-f])[0-9a-f]{7,64}$/iu;

const REMOVAL_UNSAID =
  'Say which commit or pull request took the flag out of the code; it is printed in the report.';
const NOT_A_REFERENCE = `That names no commit and no pull request. Give a link, a commit’s hash, or a number such as vets-api#17316, up to ${LONGEST_REFERENCE} characters.`;
