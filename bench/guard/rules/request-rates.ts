/** Rules that look at the treated requests alone, as a threshold in a monitor or a delivery tool does. */
import { trailing, type Counts, type Day } from '../days/day.ts';
import { everyMinutes, type Rule, type Scores } from './rule.ts';

const ONE_PERCENT = 0.01;

type Window = { readonly requests: number; readonly errors: number };

/** More than 1% of the requests of the last five minutes failed. */
export function overOnePercent(name: string, enough: (window: Window) => boolean): Rule {
  return {
    name,
    minutesBetweenLooks: 1,
    threshold: ONE_PERCENT,
    scores: ({ on }) => {
      const requests = trailing(on.requests, 5);
      const errors = trailing(on.errors, 5);
      return everyMinutes(1, (minute) => {
        const window = { requests: at(requests, minute), errors: at(errors, minute) };
        return enough(window) ? rate(window) : -Infinity;
      });
    },
  };
}

const ARGO = { everyMinutes: 5, failureLimit: 3, errorLimit: 4 };

/** Argo Rollouts: a measurement every five minutes fails above 1%; more failures than the limit abort. */
export function argo(name: string, noData: 'ok' | 'error'): Rule {
  return {
    name,
    minutesBetweenLooks: ARGO.everyMinutes,
    threshold: ONE_PERCENT,
    scores: ({ on }) => {
      const requests = trailing(on.requests, ARGO.everyMinutes);
      const errors = trailing(on.errors, ARGO.everyMinutes);
      const worst = nthLargest(ARGO.failureLimit + 1);
      let emptyInARow = 0;
      return everyMinutes(ARGO.everyMinutes, (minute) => {
        const window = { requests: at(requests, minute), errors: at(errors, minute) };
        emptyInARow = window.requests === 0 ? emptyInARow + 1 : 0;
        if (noData === 'error' && emptyInARow > ARGO.errorLimit) return Infinity;
        return worst(rate(window));
      });
    },
  };
}

const FLAGGER_LIMIT = 5;

/** Flagger: a minute is bad above 1%; the fifth bad one rolls back. */
export function flagger(name: string, noData: 'ignored' | 'bad'): Rule {
  return {
    name,
    minutesBetweenLooks: 1,
    threshold: ONE_PERCENT,
    scores: ({ on: { requests, errors } }) => {
      const worst = nthLargest(FLAGGER_LIMIT);
      return everyMinutes(1, (minute) => {
        const window = { requests: at(requests, minute), errors: at(errors, minute) };
        return worst(window.requests === 0 && noData === 'bad' ? Infinity : rate(window));
      });
    },
  };
}

/** Burn rate 14.4 of a 99.9% objective, over an hour and over five minutes. */
export const burnRate: Rule = {
  name: 'Burn rate, SLO 99.9',
  minutesBetweenLooks: 1,
  threshold: 0.0144,
  scores: ({ on }: Day): Scores => {
    const rateOver = (minutes: number): ((minute: number) => number) => {
      const requests = trailing(on.requests, minutes);
      const errors = trailing(on.errors, minutes);
      return (minute) => rate({ requests: at(requests, minute), errors: at(errors, minute) });
    };
    const overAnHour = rateOver(60);
    const overFiveMinutes = rateOver(5);
    return everyMinutes(1, (minute) => Math.min(overAnHour(minute), overFiveMinutes(minute)));
  },
};

function at(counts: Counts, minute: number): number {
  return counts[minute] ?? 0;
}

function rate({ requests, errors }: Window): number {
  return requests === 0 ? -Infinity : errors / requests;
}

/** The n-th largest of what it has been told so far: above a threshold as soon as n of them are. */
function nthLargest(n: number): (next: number) => number {
  const largest = new Array<number>(n).fill(-Infinity);
  return (next) => {
    const place = largest.findIndex((known) => next > known);
    if (place !== -1) {
      largest.splice(place, 0, next);
      largest.pop();
    }
    return largest.at(-1) ?? -Infinity;
  };
}
