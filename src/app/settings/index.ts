/** The settings of the program: one table, read once at the start. */
export { parseSettings, type Settings } from './parse.ts';
export { settingsHelp } from './help.ts';
