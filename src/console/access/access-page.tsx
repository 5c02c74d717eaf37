import { Alert } from '../../design-system/index.ts';
import type { OwnSession, TokenRecord } from '../../identity/index.ts';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { TableHead } from '../frame/table-head.tsx';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { whoMay } from '../../roles/index.ts';

export type AccessView = ConsoleFrame & {
  readonly accountId: string;
  /** Undefined where they can’t be read just now. */
  readonly read: Readable | undefined;
  /** Whether this operator may revoke tokens. */
  readonly mayRevoke: boolean;
  /** Whether this operator may end the sessions of others. */
  readonly mayEnd: boolean;
};

type Readable = {
  readonly tokens: readonly TokenRecord[];
  /** Of who looks. */
  readonly sessions: readonly OwnSession[];
};

/** Who gets in: the tokens of programs, and sessions, to look at and to end. */
export function renderAccess(view: AccessView): string {
  return consoleDocument({
    ...view,
    heading: 'Access',
    current: '/console/access',
    children: (
      <>
        <NoticeAlert notice={view.notice} />
        {view.read === undefined ? (
          <Unread />
        ) : (
          <>
            <Tokens tokens={view.read.tokens} mayRevoke={view.mayRevoke} />
            <OwnSessions sessions={view.read.sessions} accountId={view.accountId} />
            <SessionsOfOthers mayEnd={view.mayEnd} />
          </>
        )}
      </>
    ),
  });
}

function Unread() {
  return (
    <Alert status="error" heading="Tokens and sessions can’t be read right now" urgent>
      <p>The database does not answer. Nothing is lost; load this page again in a moment.</p>
    </Alert>
  );
}

function Tokens({ tokens, mayRevoke }: Pick<Readable, 'tokens'> & Pick<AccessView, 'mayRevoke'>) {
  return (
    <section class="panel" aria-labelledby="tokens">
      <h2 id="tokens">Tokens</h2>
      <p>
        The administrator makes tokens from the command line:{' '}
        <code>phcc tokens create ci-deploy --scope release</code>
      </p>
      {!mayRevoke && <p>A product manager, product owner or engineer revokes them.</p>}
      {tokens.length === 0 ? (
        <p class="quiet">No token has been made.</p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>Tokens, the newest first</caption>
          <TableHead columns={mayRevoke ? [...COLUMNS, 'Action'] : COLUMNS} />
          <tbody role="rowgroup">
            {tokens.map((token) => (
              <TokenRow token={token} mayRevoke={mayRevoke} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const COLUMNS = ['Name', 'May', 'Owner', 'Ends', 'Last used'];

type RowOfToken = Pick<AccessView, 'mayRevoke'> & { readonly token: TokenRecord };

function TokenRow({ token, mayRevoke }: RowOfToken) {
  const { name, scopes, owner, lastUsedAt } = token;
  return (
    <tr role="row">
      <td role="cell" class="table__what">
        {name}
      </td>
      <td role="cell" data-label="May">
        {scopes.join(', ')}
      </td>
      <td role="cell" data-label="Owner">
        {owner}
      </td>
      <td role="cell" data-label="Ends">
        {endOf(token)}
      </td>
      <td role="cell" data-label="Last used">
        {lastUsedAt === null ? 'Never' : timeOf(lastUsedAt)}
      </td>
      {mayRevoke && (
        <td role="cell" data-label="Action">
          {token.revokedAt === null ? <Revoke name={name} /> : 'None'}
        </td>
      )}
    </tr>
  );
}

function endOf({ expiresAt, revokedAt, revokedBy }: TokenRecord): string {
  if (revokedAt === null) return timeOf(expiresAt);
  return `Revoked ${timeOf(revokedAt)} by ${revokedBy ?? 'someone unknown'}`;
}

function Revoke({ name }: Pick<TokenRecord, 'name'>) {
  return (
    <form method="post" action={`/console/access/tokens/${name}/revoke`}>
      <button class="button button--secondary" type="submit">
        Revoke {name}
      </button>
    </form>
  );
}

type SessionsListed = Pick<Readable, 'sessions'> & Pick<AccessView, 'accountId'>;

function OwnSessions({ sessions, accountId }: SessionsListed) {
  return (
    <section class="panel" aria-labelledby="own-sessions">
      <h2 id="own-sessions">Your sessions</h2>
      <ul>
        {sessions.map(({ startedAt, endsAt, isThis }) => (
          <li>
            Since {timeOf(startedAt)}; ends {timeOf(endsAt)} if it isn’t used
            {isThis && <strong> (this one)</strong>}
          </li>
        ))}
      </ul>
      <form class="form" method="post" action="/console/access/sessions/end">
        <input type="hidden" name="account" value={accountId} />
        <button class="button button--secondary" type="submit">
          End all my sessions
        </button>
        <p class="quiet form__effect">This one too: you will have to sign in again.</p>
      </form>
    </section>
  );
}

function SessionsOfOthers({ mayEnd }: Pick<AccessView, 'mayEnd'>) {
  return (
    <section class="panel screen-only" aria-labelledby="sessions">
      <h2 id="sessions">Sessions of another account</h2>
      {mayEnd ? <EndSessions /> : <p>They are ended by {whoMay('end-sessions')}.</p>}
    </section>
  );
}

function EndSessions() {
  return (
    <form class="form form--with-field" method="post" action="/console/access/sessions/end">
      <div class="field">
        <label for="account">UUID of the account, or the e-mail address it signs in with</label>
        <input id="account" name="account" type="text" maxLength={254} autocomplete="off" />
      </div>
      <button class="button button--secondary" type="submit">
        End all its sessions
      </button>
    </form>
  );
}

const timeOf = (time: Date) => timeInEasternTime(time.toISOString());
