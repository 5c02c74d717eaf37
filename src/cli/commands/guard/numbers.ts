import { InvalidArgumentError } from 'commander';

/** A number above 0, such as a rate ratio. */
export function positive(text: string): number {
  return numberIn(text, (value) => value > 0, 'a number above 0, such as 1.5');
}

/** A number from 0, such as how many people are expected. */
export function atLeastZero(text: string): number {
  return numberIn(text, (value) => value >= 0, 'a number from 0, such as 50');
}

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  return numberIn(
    text,
    (value) => Number.isSafeInteger(value) && value >= 0,
    'a whole number, such as 12',
  );
}

/** A budget of false rollbacks: above 0 and below 1. */
export function budget(text: string): number {
  return numberIn(
    text,
    (value) => value > 0 && value < 1,
    'a number between 0 and 1, such as 0.01',
  );
}

function numberIn(text: string, fits: (value: number) => boolean, expected: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && fits(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
}
