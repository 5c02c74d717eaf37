/** Work in a thread beside the program’s own. */
export { createThread } from './thread.ts';
