import { parseSettings, settingsHelp, type Settings } from './settings/index.ts';
import { troubleOf } from '../lib/database/index.ts';
import { createLog, errorFields } from '../lib/log.ts';
import { start, type RunningProgram } from './start.ts';

/** `npm start`: settings from the environment, one plain sentence for whatever is in the way. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    say(settingsHelp());
    return;
  }
  const settings = parseSettings(process.env);
  if (!settings.ok) {
    giveUp(settings.error);
    return;
  }
  const running = await start(settings.value);
  if (!running.ok) {
    giveUp([running.error]);
    return;
  }
  stopOnSignal(running.value);
  say(addresses(running.value, settings.value));
}

function stopOnSignal(running: RunningProgram): void {
  const stop = () => {
    // What is left undone is no reason to be started again.
    void running.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', () => void running.drain().then(stop));
  process.once('SIGINT', stop);
}

function addresses({ url, issuer, vaProfileUrl }: RunningProgram, settings: Settings): string {
  const lines = [
    ['Profile', `${url}/profile`],
    ['Contacts page', `${url}/profile/contacts`],
    ['Release console', `${url}/console`],
    ...(settings.oidc ? [] : [['Sign-in stand-in', issuer] as const]),
    ...(settings.vaProfileUrl === null ? [['VA Profile stand-in', vaProfileUrl] as const] : []),
  ];
  const list = lines.map(([name, address]) => `  ${`${name}:`.padEnd(21)} ${address}`);
  return ['', 'Personal health care contacts is running:', ...list, ''].join('\n');
}

function giveUp(sentences: readonly string[]): void {
  process.stderr.write(`${sentences.join('\n')}\nNothing was started.\n`);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Its message may name an address, or quote data: only its class and where it happened are told. */
function breakDown(error: unknown): void {
  createLog('error').error('the program broke down', errorFields(error));
  const trouble = troubleOf(error);
  giveUp([trouble ? `The database is ${trouble}.` : 'Something unexpected happened.']);
  process.exit(1);
}

process.on('uncaughtException', breakDown);
await main();
