import { SETTING_LIST } from './list.ts';

/** What `npm start -- --help` prints. */
export function settingsHelp(): string {
  const lines = SETTING_LIST.map(
    ({ name, byDefault, meaning }) => `  ${name.padEnd(25)} ${meaning} (default: ${byDefault})`,
  );
  return ['Settings, from the environment:', ...lines, ''].join('\n');
}
