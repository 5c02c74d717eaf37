/** What a release decides, from plain data with the time handed in. Pure. */
export { decide, type Step } from './decide.ts';
export {
  askedOf,
  ownerOf,
  rulesOf,
  unreadableRules,
  type PlannedRule,
  type PlannedRules,
} from './rules.ts';
export { rulingOn, type Ruling } from './ruling.ts';
