/** Work in a thread beside the program’s own. */
export { createThread, type Ask, type Thread } from './thread.ts';
