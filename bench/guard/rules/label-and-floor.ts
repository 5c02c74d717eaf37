import { sinceTheStart, type Arm } from '../days/day.ts';
import { labelMixture } from './labels.ts';
import { everyMinutes, type Rule } from './rule.ts';

const THRESHOLD = Math.log(200);
const CEILING = 0.03;
const CEILING_RATIOS = [1.5, 2, 3, 5, 10, 20];

/** Labels, or too large a share of the treated people with an error while the others’ is in order. */
export const labelAndFloor: Rule = {
  name: 'Label + floor',
  minutesBetweenLooks: 1,
  threshold: THRESHOLD,
  scores: (day) => {
    const labels = labelMixture.scores(day);
    const treated = floorOf(day.on);
    const control = floorOf(day.off);
    return everyMinutes(1, (minute) => {
      const label = labels[minute] ?? -Infinity;
      return control(minute) < THRESHOLD ? Math.max(label, treated(minute)) : label;
    });
  },
};

/** Evidence that more than the ceiling's share of an arm's people meet an error. */
function floorOf(arm: Arm): (minute: number) => number {
  const visitors = sinceTheStart(arm.visitors);
  const erring = sinceTheStart(arm.newlyErring);
  return (minute) => logFloor(erring[minute] ?? 0, visitors[minute] ?? 0);
}

function logFloor(erring: number, people: number): number {
  const logs = CEILING_RATIOS.map((ratio) => {
    const share = Math.min(0.95, CEILING * ratio);
    return (
      erring * Math.log(share / CEILING) + (people - erring) * Math.log((1 - share) / (1 - CEILING))
    );
  });
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}
