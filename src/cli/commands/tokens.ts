import { Command } from 'commander';

import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { quoted } from '../../lib/text-from-people.ts';
import { wholeNumberUpTo } from '../numbers.ts';
import { done, type CommandOutcome } from '../outcome.ts';
import { onServer, withActor, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

const TOKENS = '/api/tokens';
const LONGEST_DAYS = 366;

/** A token as the server lists it; times are ISO 8601. */
type ListedToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly owner: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
};

type CreateOptions = CommonOptions & {
  readonly scope: readonly string[];
  readonly owner?: string;
  readonly days?: number;
};

/** Tokens for programs, made and ended with the administrator’s. */
export function tokensCommand(): Command {
  return new Command('tokens')
    .description('make, list and revoke tokens for programs; needs the administrator’s token')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return withActor(new Command('create'))
    .description('make a token and show it, once')
    .argument('<name>', 'what it is called in lists and journals, such as ci-deploy')
    .requiredOption(
      '--scope <scope...>',
      'read, evaluate, flags, flags:TOGGLE, release, observations, observations:TOGGLE or metrics',
    )
    .option('--owner <name>', 'who answers for it (default: who makes it)')
    .option('--days <n>', 'how long it is good (default: 90)', wholeNumberUpTo(LONGEST_DAYS))
    .action((name: string, options: CreateOptions) =>
      onServer(options, (server) => create(server, name, options)),
    );
}

async function create(
  server: Server,
  name: string,
  { scope: scopes, owner, days }: CreateOptions,
): Promise<CommandOutcome> {
  const answer = await server.send('POST', TOKENS, { name, scopes, owner, days });
  if (!answer.ok) return answer.error;
  const { token, secret } = answer.value as { token: ListedToken; secret: string };
  const text = `${secret}\nThis is shown once and kept nowhere. ${inWords(token)}`;
  return done(text, answer.value);
}

function listCommand(): Command {
  return withJson(new Command('list'))
    .description('list all tokens: what they are for, whose they are, when they were last used')
    .action((options: CommonOptions) =>
      onServer(options, async (server) => {
        const answer = await server.get(TOKENS);
        if (!answer.ok) return answer.error;
        const { tokens } = answer.value as { tokens: readonly ListedToken[] };
        const none = 'There are no tokens but the administrator’s.';
        return done(tokens.length === 0 ? none : tokens.map(inWords).join('\n'), answer.value);
      }),
    );
}

function revokeCommand(): Command {
  return withActor(new Command('revoke'))
    .description('end a token: on every instance within five seconds')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const answer = await server.send('DELETE', `${TOKENS}/${encodeURIComponent(name)}`);
        return answer.ok ? done(`Token ${quoted(name)} is revoked.`, { name }) : answer.error;
      }),
    );
}

function inWords({ name, scopes, owner, ...token }: ListedToken): string {
  const { expiresAt, revokedAt, lastUsedAt } = token;
  const end =
    revokedAt === null
      ? `good until ${timeInEasternTime(expiresAt)}`
      : `revoked ${timeInEasternTime(revokedAt)}`;
  const used = lastUsedAt === null ? 'never used' : `last used ${timeInEasternTime(lastUsedAt)}`;
  return `${name}: ${scopes.join(', ')}; of ${owner}; ${end}; ${used}`;
}
