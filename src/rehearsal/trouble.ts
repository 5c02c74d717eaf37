import type { Chance } from './chance.ts';
import type { Scenario } from './scenario.ts';
import type { Trouble } from './traffic.ts';

/** What goes wrong when. Minutes count from the opening of the first stage. */
export type Troubles = { at(minute: number): Trouble };

/** An outage without a start begins at a random minute of the planned time. */
export function troubleOf(scenario: Scenario, chance: Chance, plannedMinutes: number): Troubles {
  const { regression, outage } = scenario;
  const outageAt = outage && (outage.startMinutes ?? chance.below(plannedMinutes));
  const due = scenario.answers.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
  const answers: number[] = [];
  return {
    at: (minute) => {
      for (let next = due[0]; next && next.afterMinutes <= minute; next = due[0]) {
        answers.push(next.status);
        due.shift();
      }
      const isDown =
        outageAt !== null && minute >= outageAt && minute < outageAt + (outage?.minutes ?? 0);
      const hasBegun = regression !== null && minute >= regression.onsetMinutes;
      return { regression: hasBegun ? regression.share : 0, dependencyDown: isDown, answers };
    },
  };
}
