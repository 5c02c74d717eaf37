/** The operators' console. */
export { consoleRoutes, type ConsoleDeps } from './routes.ts';
export { releasePath } from './frame/addresses.ts';
export type { TryOut } from './try-out/try-out.ts';
export type {
  FlagCheck,
  FlagFacts,
  FlagFactsSource,
  FlagStepBy,
  FlagStepRefusal,
  FlagSteps,
} from './flags/flag-facts.ts';
export {
  isUnderWay,
  type RehearsalAsked,
  type RehearsalResult,
  type Rehearsals,
  type RehearsalStanding,
  type RehearsalState,
  type RehearsalWish,
} from './rehearsal/rehearsals.ts';
