/** The operators' console. */
export { consoleRoutes } from './routes.ts';
