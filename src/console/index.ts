/** The operators' console. */
export { consoleRoutes, type ConsoleDeps } from './routes.ts';
export type { TryOut } from './try-out/try-out.ts';
export type { FlagFacts, FlagFactsSource, RemoveFlag } from './flags/flag-facts.ts';
