/** Rules that compare the shares of people with an error in the two arms. */
import { sinceTheStart, type Day } from '../days/day.ts';
import { everyMinutes, type Rule } from './rule.ts';

/** People so far, and those of them with an error. */
export type Tally = {
  readonly treated: number;
  readonly treatedErring: number;
  readonly control: number;
  readonly controlErring: number;
};

/** Fisher's exact test, one-sided, repeated at every new treated person with an error. */
export const fisherPeeking: Rule = {
  name: 'Fisher peeking',
  minutesBetweenLooks: 1,
  threshold: -Math.log(0.01),
  scores: (day) => {
    const tally = talliesOf(day);
    return everyMinutes(1, (minute) =>
      (day.on.newlyErring[minute] ?? 0) > 0 ? -Math.log(fisherP(tally(minute))) : -Infinity,
    );
  },
};

/** Chance of at least as many treated among those with an error, had they been drawn from everybody. */
export function fisherP({ treated, treatedErring, control, controlErring }: Tally): number {
  const erring = treatedErring + controlErring;
  const most = Math.min(erring, treated);
  let term = Math.exp(
    logChoose(treated, treatedErring) +
      logChoose(control, controlErring) -
      logChoose(treated + control, erring),
  );
  let p = 0;
  for (let x = treatedErring; x <= most; x++) {
    p += term;
    term *= ((erring - x) * (treated - x)) / ((x + 1) * (control - erring + x + 1));
  }
  return Math.min(1, p);
}

const CONFIDENCE_SEQUENCE = { alpha: 0.05, tunedForPeople: 5_000 };

/**
 * GrowthBook: a one-sided asymptotic confidence sequence for the difference of the two shares. Score: the
 * difference in units of the sequence's width.
 */
export function growthBook(name: string, minutes: number): Rule {
  return {
    name,
    minutesBetweenLooks: minutes,
    threshold: 1,
    scores: (day) => {
      const tally = talliesOf(day);
      return everyMinutes(minutes, (minute) => {
        const { difference, width } = confidenceSequence(tally(minute));
        return width > 0 ? difference / width : -Infinity;
      });
    },
  };
}

/** The difference of the shares, and how far below it the lower bound lies. */
export function confidenceSequence(tally: Tally): {
  readonly difference: number;
  readonly width: number;
} {
  const { treated, treatedErring, control, controlErring } = tally;
  if (treated === 0 || control === 0) return { difference: 0, width: 0 };
  const [p, q] = [treatedErring / treated, controlErring / control];
  const variance = (p * (1 - p)) / treated + (q * (1 - q)) / control;
  return { difference: p - q, width: Math.sqrt(variance) * widthInErrors(treated + control) };
}

/** Width in standard errors once so many people have come. */
function widthInErrors(people: number): number {
  const { alpha, tunedForPeople } = CONFIDENCE_SEQUENCE;
  const surprise = -2 * Math.log(2 * alpha);
  const mixing = (surprise + Math.log(surprise + 1)) / tunedForPeople;
  const spread = people * mixing + 1;
  return Math.sqrt(
    ((2 * spread) / (people * mixing)) * Math.log(1 + Math.sqrt(spread) / (2 * alpha)),
  );
}

function talliesOf({ on, off }: Day): (minute: number) => Tally {
  const visitors = sinceTheStart(on.visitors);
  const erring = sinceTheStart(on.newlyErring);
  const controlVisitors = sinceTheStart(off.visitors);
  const controlErring = sinceTheStart(off.newlyErring);
  return (minute) => ({
    treated: visitors[minute] ?? 0,
    treatedErring: erring[minute] ?? 0,
    control: controlVisitors[minute] ?? 0,
    controlErring: controlErring[minute] ?? 0,
  });
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) {
    logFactorials.push((logFactorials[k - 1] ?? 0) + Math.log(k));
  }
  return logFactorials[n] ?? NaN;
}
