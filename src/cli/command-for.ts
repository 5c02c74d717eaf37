/**
 * What to run where the server says no with this code. Its sentences name no door, so each door says in its own terms
 * where to go: here, the command.
 */
export const COMMANDS_BY_CODE: Readonly<Record<string, string>> = {
  'plan-not-ready': 'phcc plan lint FILE',
  'toggle-open': 'phcc flags disable TOGGLE',
  'not-started': 'phcc plan start',
  'go-needed': 'phcc plan go',
  'new-go-needed': 'phcc plan go',
  'go-ends': 'phcc plan go',
  'go-void': 'phcc plan go',
  paused: 'phcc plan go',
  'stage-needed': 'phcc plan go --up-to A',
  'stage-not-named': 'phcc plan advance --to B',
  'questions-open': 'phcc plan answer yes',
  'answered-no': 'phcc plan answer yes',
  'no-such-question': 'phcc plan status',
  'items-open': 'phcc plan item',
  'item-not-good': 'phcc plan item',
  'no-such-item': 'phcc plan go-no-go',
  'conditions-open': 'phcc plan close-condition',
  'no-such-condition': 'phcc plan go-no-go',
  'no-such-session': 'phcc plan session',
  'on-hold': 'phcc plan resume',
  'moved-on': 'phcc plan status',
  'another-stage': 'phcc plan status',
  'another-hold': 'phcc plan status',
  'check-ins-open': 'phcc plan check-in one-week',
  'flag-left': 'phcc flags remove TOGGLE',
  'flag-asked': 'phcc flags list --stale',
  'removal-unsaid': 'phcc plan close --removed-in COMMIT',
  'no-such-alert': 'phcc alerts list',
  'no-such-feature': 'phcc flags list',
  'still-asked': 'phcc flags disable TOGGLE',
  'token-name-taken': 'phcc tokens revoke NAME',
  'too-many-tokens': 'phcc tokens list',
  'no-such-token': 'phcc tokens list',
};

/** The sentence of a refusal, and below it the command that it leads to, where there is one. */
export function withCommand(sentence: string, code: string): string {
  const command = Object.hasOwn(COMMANDS_BY_CODE, code) ? COMMANDS_BY_CODE[code] : undefined;
  return command === undefined ? sentence : `${sentence}\n→ ${command}`;
}
