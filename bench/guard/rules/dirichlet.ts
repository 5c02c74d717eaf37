import { afterEach, type Rule } from './rule.ts';

/** Two-sided: labels of both arms against the share, by a Dirichlet prior of one label (Lindon and Malek). */
export const dirichlet: Rule = {
  name: 'Dirichlet two-sided',
  minutesBetweenLooks: 1,
  threshold: Math.log(100),
  scores: (day) => {
    const seen = { on: 0, off: 0 };
    let logOdds = 0;
    return afterEach(day, ({ arm, share }) => {
      const expected = arm === 'on' ? share : 1 - share;
      const predicted = (expected + seen[arm]) / (1 + seen.on + seen.off);
      seen[arm]++;
      return (logOdds += Math.log(predicted / expected));
    });
  },
};
