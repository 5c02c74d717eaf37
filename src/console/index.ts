/** The operators' console. */
export { consoleRoutes } from './routes.ts';
export type { FlagFacts, FlagFactsSource } from './flags/flag-facts.ts';
