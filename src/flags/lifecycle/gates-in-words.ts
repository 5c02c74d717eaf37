import { isTruthy, holdsExpression, type GateValues } from '../feature.ts';

/**
 * For whom gates are open, a sentence for each that has a value; none where all are closed. Says how many actors,
 * never which: their ids are those of accounts.
 */
export function gatesInWords(gates: GateValues): readonly string[] {
  const { boolean, expression, actors, groups, percentageOfActors, percentageOfTime } = gates;
  return [
    isTruthy(boolean) && 'Open for everyone.',
    holdsExpression(expression) && 'Open where an expression holds.',
    actors.size > 0 && `Open for ${actors.size} listed ${actors.size === 1 ? 'actor' : 'actors'}.`,
    percentageOfActors !== null && `Open for ${percentageOfActors}% of actors.`,
    percentageOfTime !== null && `Open ${percentageOfTime}% of the time, whoever asks.`,
    groups.size > 0 && `Open for the groups ${[...groups].join(', ')}.`,
  ].filter((sentence) => sentence !== false);
}
