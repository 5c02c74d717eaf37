import { readNumber, stateOf, type Feature } from '../feature.ts';
import type { GateProblem } from '../gates/gate.ts';
import { gatesInWords } from '../lifecycle/gates-in-words.ts';
import { knownOverlaps } from './known-overlaps.ts';
import { isAsExpected } from './overlap.ts';

/** What a place showed of a feature that was open for one account alone. */
export type SurfaceProbe = {
  readonly surface: string;
  /** To the account on the list. */
  readonly forListed: boolean;
  /** To another. */
  readonly forUnlisted: boolean;
};

export type PreflightCheck = {
  readonly name: string;
  /** A warning does not block; it is there to be read. */
  readonly verdict: 'passed' | 'warning' | 'failed';
  readonly sentence: string;
  /** The feature that meets the same people. */
  readonly other?: string;
};

export type Checked = {
  readonly key: string;
  /** Undefined when the store has no such feature. */
  readonly feature: Feature | undefined;
  readonly others: readonly Feature[];
  /** The release that owns it. */
  readonly release: string | null;
  readonly probes: readonly SurfaceProbe[];
  readonly problems: readonly GateProblem[];
};

/** Whether a feature is ready to be released: it is there, wired to every place, and measurable. */
export function checkFeature(checked: Checked): readonly PreflightCheck[] {
  return [
    existence(checked),
    ...checked.probes.map(surface),
    ...leftovers(checked),
    percentageOfTime(checked),
    readable(checked),
    ...overlaps(checked),
  ];
}

export function isReady(checks: readonly PreflightCheck[]): boolean {
  return checks.every(({ verdict }) => verdict !== 'failed');
}

function existence({ key, feature }: Checked): PreflightCheck {
  return feature
    ? { name: 'exists', verdict: 'passed', sentence: `${key} is in the store.` }
    : {
        name: 'exists',
        verdict: 'failed',
        sentence: `The store has no feature ${key}. Check the spelling; features are added at the start of the program that declares them.`,
      };
}

function surface({ surface: place, forListed, forUnlisted }: SurfaceProbe): PreflightCheck {
  const name = `wired: ${place}`;
  if (!forListed) {
    const sentence =
      'Not shown to an account on its list: this place does not ask for the feature.';
    return { name, verdict: 'failed', sentence };
  }
  if (forUnlisted) {
    const sentence = 'Shown to an account that is not on its list: it would leak.';
    return { name, verdict: 'failed', sentence };
  }
  const sentence = 'Shown to an account on its list, and not to another.';
  return { name, verdict: 'passed', sentence };
}

/** A release begins with a closed feature; whoever it is open for already would be in no cohort of it. */
function leftovers({ feature, release }: Checked): readonly PreflightCheck[] {
  if (!feature || release !== null) return [];
  const name = 'closed';
  if (stateOf(feature.gates) === 'off')
    return [{ name, verdict: 'passed', sentence: 'It is closed, and no gate is left over.' }];
  const gates = gatesInWords(feature.gates).join(' ');
  const sentence = `No release owns it, and gates are left over. ${gates} Close it before its release starts.`;
  return [{ name, verdict: 'warning', sentence }];
}

function percentageOfTime({ feature }: Checked): PreflightCheck {
  const percentage = readNumber(feature?.gates.percentageOfTime ?? null);
  return percentage > 0
    ? {
        name: 'percentage of time',
        verdict: 'failed',
        sentence: `It is open ${percentage}% of the time, at random: people would see it come and go, and no release can measure that. Set it to 0.`,
      }
    : {
        name: 'percentage of time',
        verdict: 'passed',
        sentence: 'It is not open at random times.',
      };
}

function readable({ problems }: Checked): PreflightCheck {
  const [problem] = problems;
  return problem
    ? { name: 'readable', verdict: 'failed', sentence: `A gate can’t be read: ${problem.sentence}` }
    : { name: 'readable', verdict: 'passed', sentence: 'All that is stored for it can be read.' };
}

/** What is taken for a feature that is open for no share yet, so that a release can be warned beforehand. */
const USUAL_CANARY = 20;

const overlapOf = knownOverlaps();

/** Cohorts are not independent draws: what two have in common must be known before one is measured. */
function overlaps({ key, feature, others }: Checked): readonly PreflightCheck[] {
  const own = readNumber(feature?.gates.percentageOfActors ?? null);
  const percentage = own > 0 && own < 100 ? own : USUAL_CANARY;
  return others
    .map((other) => ({
      feature: other.key,
      percentage: readNumber(other.gates.percentageOfActors),
    }))
    .filter((other) => other.percentage > 0 && other.percentage < 100)
    .map((other): PreflightCheck => {
      const overlap = overlapOf({ feature: key, percentage }, other);
      const figures = `At ${percentage}%, it shares ${inPercent(overlap.share)} of all accounts with ${other.feature} (${other.percentage}%); independent cohorts would share ${inPercent(overlap.expected)}.`;
      const named = { name: `overlap: ${other.feature}`, other: other.feature };
      return isAsExpected(overlap)
        ? { ...named, verdict: 'passed', sentence: figures }
        : {
            ...named,
            verdict: 'warning',
            sentence: `${figures} The effect of one would be taken for the effect of the other: let one finish first, or rename it while it is closed.`,
          };
    });
}

function inPercent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
