import { MINUTE_MS } from '../../lib/duration.ts';
import type { HoldCause } from '../journal/journal.ts';
import { isCarriedOut } from './check-ins.ts';
import { unmet } from './obstacles.ts';
import { isOut, passesByItself, staysAsItIs, type Progress } from '../journal/progress.ts';
import { whyNoGo } from './signing.ts';
import { unreadableSentence, type Situation } from './situation.ts';
import type { BrokenRule, Severity, Assessment } from '../../guard/index.ts';

/** What the numbers call for. Rolling back, holding and stepping back the program does by itself. */
export type Ruling =
  | { readonly kind: 'roll-back'; readonly why: string }
  /** A person is to look into it; the feature stays as it is. */
  | { readonly kind: 'note'; readonly why: string }
  /** Back to the stage before. */
  | { readonly kind: 'step-back'; readonly cause: HoldCause; readonly why: string }
  | { readonly kind: 'hold'; readonly cause: HoldCause; readonly why: string }
  /** What the program held for is over; a person may resume. */
  | { readonly kind: 'resume' }
  /** Everything else is there that the plan asks before the next stage: its criteria are to be judged now. */
  | { readonly kind: 'judge' }
  /** Everything that the plan asks before the next stage is there; a person may advance. */
  | { readonly kind: 'advance' }
  | { readonly kind: 'wait'; readonly for: readonly string[] };

type Assessed = Situation & { readonly assessment: Assessment };

/** HoldReason that begins this soon after a stage was opened may come from the people who were added. */
const AFTER_A_RAISE_MS = 30 * MINUTE_MS;
/** How long a release may hear nothing before it is held. */
const GRACE_MS = 15 * MINUTE_MS;

/**
 * What the numbers call for at this moment. Pure. Harm comes first, whatever else is to be said; it counts
 * during holds too, and no data is never taken for good data.
 */
export function rulingOn(situation: Assessed): Ruling {
  if (!isOut(situation.progress)) return { kind: 'wait', for: [] };
  return takenBack(situation) ?? held(situation) ?? onward(situation);
}

/** Numbers that can’t be trusted roll nothing back: they hold, and people look. */
function takenBack(situation: Assessed): Ruling | null {
  const { assessment } = situation;
  const why = harmIn(situation);
  if (why === null) return lowered(situation);
  if (assessment.unhealthy !== null) {
    return holdUnlessHeld(situation, 'blind', `${assessment.unhealthy} They say: ${why}`);
  }
  const note = unsafeNote(situation);
  if (note === null)
    return { kind: 'roll-back', why: [why, ...confoundersIn(situation)].join(' ') };
  return holdUnlessHeld(
    situation,
    'unsafe',
    `${why} The plan says that switching off is not safe: ${note}`,
  );
}

function harmIn({ plan, assessment }: Assessed): string | null {
  const { harm, brokenRules, dependencyDownSince } = assessment;
  if (harm.kind === 'harm') return harm.sentence;
  if (dependencyDownSince && plan.terms.whenDependencyIsDown === 'roll-back') {
    return `${DEPENDENCY_DOWN} The plan says to roll back then.`;
  }
  return sentencesOf(brokenRules, 'critical');
}

/** What else may be to blame. Taking back is right all the same: it is the only change that is in our hands. */
function confoundersIn({ assessment }: Assessed): readonly string[] {
  return assessment.confounders.map((sentence) => `It may be another feature: ${sentence}.`);
}

function unsafeNote({ plan, progress }: Assessed): string | null {
  const open = progress.stage && plan.stages[progress.stage.stage];
  return open?.unsafeToSwitchOff ?? null;
}

/** What only lowers, and what is only written down. */
function lowered(situation: Assessed): Ruling | null {
  const { assessment, progress } = situation;
  if (assessment.unhealthy !== null) return null;
  const high = sentencesOf(assessment.brokenRules, 'high');
  if (high !== null && !progress.held) {
    const isFirst = !progress.stage || progress.stage.stage === 0;
    return { kind: isFirst ? 'hold' : 'step-back', cause: 'rule', why: high };
  }
  const low = assessment.brokenRules.find(
    (rule) => rule.severity === 'low' && !isNoted(rule, progress),
  );
  return low ? { kind: 'note', why: low.rule } : null;
}

function isNoted({ rule }: BrokenRule, { noted }: Progress): boolean {
  return noted.has(rule);
}

function sentencesOf(rules: readonly BrokenRule[], severity: Severity): string | null {
  const broken = rules.filter((rule) => rule.severity === severity);
  return broken.length === 0 ? null : broken.map(({ sentence }) => sentence).join(' ');
}

/** A hold that would change nothing is not ordered again. */
function holdUnlessHeld({ progress }: Assessed, cause: HoldCause, why: string): Ruling {
  return progress.held && staysAsItIs(progress.held, cause)
    ? { kind: 'wait', for: [why] }
    : { kind: 'hold', cause, why };
}

/** A hold that stands already is not ordered again, whatever it was for. */
function held(situation: Assessed): Ruling | null {
  const trouble = troubleAt(situation);
  const standing = situation.progress.held;
  if (trouble === null) return standing && passesByItself(standing) ? { kind: 'resume' } : null;
  if (standing) return { kind: 'wait', for: [trouble.why] };
  if (trouble.cause === 'dependency' && beganWithTheRaise(situation)) {
    return { kind: 'step-back', ...trouble };
  }
  return { kind: 'hold', ...trouble };
}

type HoldReason = { readonly cause: HoldCause; readonly why: string };

function troubleAt({ plan, assessment, progress, now }: Assessed): HoldReason | null {
  if (plan.unreadable !== null) return { cause: 'plan', why: unreadableSentence(plan.unreadable) };
  const { harm, dependencyDownSince, blindSince } = assessment;
  if (dependencyDownSince) return { cause: 'dependency', why: DEPENDENCY_DOWN };
  if (harm.kind === 'global-incident') return { cause: 'incident', why: harm.sentence };
  if (harm.kind === 'too-many-open') return { cause: 'sample-ratio', why: harm.sentence };
  const isBlind = blindSince !== null && now.getTime() - blindSince.getTime() >= GRACE_MS;
  // Once it is carried out, its flag goes from the code, and silence is what was asked for.
  if (isBlind && !isCarriedOut(progress)) return { cause: 'blind', why: BLIND };
  const { unmeasuredRules } = assessment;
  if (unmeasuredRules.length === 0 || progress.goesOnUnmeasured) return null;
  return { cause: 'unmeasured', why: `${unmeasuredRules.join(' ')} ${LOOK_YOURSELF}` };
}

const LOOK_YOURSELF =
  'A rule that can’t be measured can’t roll anything back: watch it by hand, then resume.';

const DEPENDENCY_DOWN =
  'The service behind the feature is down. Its failures are not the feature’s, but the feature can’t be judged meanwhile.';
const BLIND =
  'Nothing has been heard for a quarter of an hour: what can’t be measured is not taken for good.';

const UNHEARD = 'Nothing is heard just now, so nothing can be judged.';

function beganWithTheRaise({ progress, assessment }: Assessed): boolean {
  const { stage } = progress;
  if (!stage || stage.stage === 0 || !assessment.dependencyDownSince) return false;
  const delay = assessment.dependencyDownSince.getTime() - stage.openedAt.getTime();
  return delay >= 0 && delay < AFTER_A_RAISE_MS;
}

function onward(situation: Assessed): Ruling {
  const { progress, assessment } = situation;
  if (progress.held) return { kind: 'wait', for: ['The release is on hold.'] };
  if (assessment.blindSince) return { kind: 'wait', for: [UNHEARD] };
  const withoutGo = progress.phase === 'rollout' ? whyNoGo(situation) : null;
  if (withoutGo !== null) return { kind: 'wait', for: [withoutGo.sentence] };
  const isJudged = assessment.unmetCriteria !== null;
  const obstacles = unmet(isJudged ? situation : { ...situation, assessment: asIfMet(assessment) });
  if (obstacles.length > 0) return { kind: 'wait', for: obstacles };
  return { kind: isJudged ? 'advance' : 'judge' };
}

/** Judging takes time, and is in vain while something else is missing. */
function asIfMet(assessment: Assessment): Assessment {
  return { ...assessment, unmetCriteria: [] };
}
