/** What in words could say who somebody is, or how to reach them, whoever it is. Pure. */
export { holdsCapitalLetters, holdsCapitalName } from './capitals.ts';
export { holdsEmail } from './emails.ts';
export { holdsLongNumber } from './numbers.ts';
export { plainLetters, plainWords } from './plain-letters.ts';
