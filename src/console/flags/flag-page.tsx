import type { ComponentChildren } from 'preact';

import { Alert, DescriptionList } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { LONGEST_REASON } from '../../lib/text-from-people.ts';
import { releasePath } from '../frame/addresses.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { TableHead } from '../frame/table-head.tsx';
import type { AnswerForAccount, FlagChangeFacts, FlagDetails } from './flag-facts.ts';
import {
  ageInWords,
  FlagOwner,
  flagPath,
  FLAGS_PATH,
  FlagsUnread,
  LastChange,
  StaleReasons,
  STATES,
} from './flags-page.tsx';

/** What came of looking an account up. */
export type LookUpOutcome = AnswerForAccount | 'nothing-typed' | 'no-such-account' | 'asked-again';

type FlagView = ConsoleFrame & {
  readonly asOf: string;
  readonly name: string;
  /** Undefined where they can’t be read just now. */
  readonly details: FlagDetails | undefined;
  /** Null: nobody was looked up; undefined where nobody can be just now. */
  readonly looked: LookUpOutcome | null | undefined;
};

/** One flag: for whom it is open, for whom not, and what happened to it. */
export function renderFlag(view: FlagView): string {
  const { name, details, asOf, looked } = view;
  return consoleDocument({
    ...view,
    heading: `Flag ${name}`,
    current: FLAGS_PATH,
    children: (
      <>
        <p>
          <a href={FLAGS_PATH}>All flags</a>
        </p>
        <NoticeAlert notice={view.notice} />
        <AsOf asOf={asOf} />
        {details === undefined ? (
          <FlagsUnread />
        ) : (
          <>
            <Current flag={details.flag} />
            {details.flag !== null && <WhoSeesIt name={name} looked={looked} />}
            <History history={details.history} />
            <HowToChange name={name} release={details.flag?.release ?? null} />
            {details.flag?.isRemovable === true && <RemoveIt name={name} />}
          </>
        )}
      </>
    ),
  });
}

function Panel(props: {
  readonly id: string;
  readonly heading: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="panel" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.heading}</h2>
      {props.children}
    </section>
  );
}

function Current({ flag }: Pick<FlagDetails, 'flag'>) {
  if (flag === null) return <p>This flag was removed. Its history stays.</p>;
  const { state, description, lastAskedAt, ageDays, gates } = flag;
  const asked = lastAskedAt === null ? 'Never, as far as is known' : <Moment at={lastAskedAt} />;
  return (
    <Panel id="now" heading="Now">
      {description !== null && <p>{description}.</p>}
      <DescriptionList
        items={[
          { term: 'State', description: STATES[state] },
          { term: 'Gates', description: <Gates gates={gates} /> },
          { term: 'Owner', description: <FlagOwner {...flag} /> },
          { term: 'Age', description: ageInWords(ageDays) },
          { term: 'Last change', description: <LastChange {...flag} /> },
          { term: 'Last asked for by a program', description: asked },
          { term: 'To do', description: <StaleReasons {...flag} /> },
        ]}
      />
    </Panel>
  );
}

/** Null: there was no such flag. */
function Gates({ gates }: { readonly gates: readonly string[] | null }) {
  if (gates === null) return <>No such flag</>;
  if (gates.length === 0) return <>Closed for everyone.</>;
  return <>{gates.join(' ')}</>;
}

function WhoSeesIt({ name, looked }: Pick<FlagView, 'name' | 'looked'>) {
  return (
    <Panel id="who-sees-it" heading="Who sees it">
      <LookedUp looked={looked} />
      <form class="form form--with-field" method="post" action={flagPath(name)}>
        <div class="field">
          <label for="account">UUID of the account, or the e-mail address it signs in with</label>
          <input id="account" name="account" type="text" maxLength={254} autocomplete="off" />
        </div>
        <button class="button button--secondary" type="submit">
          Look it up
        </button>
        <p class="quiet form__effect">
          What you type is not kept, and not shown again. Looking changes nothing.
        </p>
      </form>
    </Panel>
  );
}

function LookedUp({ looked }: Pick<FlagView, 'looked'>) {
  if (looked === null) return null;
  if (looked === undefined || typeof looked === 'string') {
    return (
      <Alert status="error" heading="Nobody was looked up">
        <p>{NOT_LOOKED_UP[looked ?? 'away']}</p>
      </Alert>
    );
  }
  const heading = looked.open ? 'Open for this account' : 'Closed for this account';
  return (
    <Alert status="info" heading={heading}>
      <p>{looked.sentences.join(' ')}</p>
    </Alert>
  );
}

const NOT_LOOKED_UP = {
  'nothing-typed': 'Type the UUID of an account, or the e-mail address it signs in with.',
  'no-such-account': 'That is no UUID, and no account signs in with it as its e-mail address.',
  'asked-again': 'Your role was confirmed again first. Look it up once more.',
  away: 'The database does not answer. Look it up again in a moment, or by UUID.',
} as const;

function History({ history }: Pick<FlagDetails, 'history'>) {
  return (
    <Panel id="history" heading="History">
      {history.length === 0 ? (
        <p>It has not been changed yet.</p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>The newest changes, up to 100</caption>
          <TableHead columns={['Entry', 'When', 'What', 'Before', 'After', 'By whom', 'Why']} />
          <tbody role="rowgroup">
            {history.map((change) => (
              <ChangeRow {...change} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function ChangeRow(entry: FlagChangeFacts) {
  const { id, at, change, before, after, why } = entry;
  return (
    <tr role="row">
      <td role="cell" data-label="Entry">
        {id}
      </td>
      <td role="cell" data-label="When">
        <Moment at={at} />
      </td>
      <td role="cell" data-label="What">
        {change}
      </td>
      <td role="cell" data-label="Before">
        <Gates gates={before} />
      </td>
      <td role="cell" data-label="After">
        <Gates gates={after} />
      </td>
      <td role="cell" data-label="By whom">
        {byWhom(entry)}
      </td>
      <td role="cell" data-label="Why">
        {why ?? 'No reason given'}
      </td>
    </tr>
  );
}

function byWhom({ who, role, claimedBy, through }: FlagChangeFacts): string {
  if (through === 'outside') return 'Outside this program';
  const claim = claimedBy === undefined ? '' : `, claimed by token ${claimedBy}`;
  return `${who} (${role.replaceAll('-', ' ')}${claim})`;
}

function HowToChange({
  name,
  release,
}: Pick<FlagView, 'name'> & { readonly release: string | null }) {
  return (
    <Panel id="change" heading="Change it">
      {release === null ? (
        <p>
          From the command line: <code>phcc flags disable {name}</code> closes it for everyone, and{' '}
          <code>phcc flags undo</code> with the number of an entry returns it to what it was before.
        </p>
      ) : (
        <p>
          Release <a href={releasePath(release)}>{release}</a> owns this flag. Open it further, hold
          it or roll it back there; nothing of it is undone here.
        </p>
      )}
    </Panel>
  );
}

function RemoveIt({ name }: Pick<FlagView, 'name'>) {
  return (
    <Panel id="remove" heading="Remove it">
      <p>
        First take it out of the code so that everybody keeps the feature, and deploy that. A flag
        that a program still asks for is not removed.
      </p>
      <form class="form form--with-field" method="post" action={`${flagPath(name)}/remove`}>
        <div class="field">
          <label for="remove-reason">Reason (required, kept in the history)</label>
          <input
            id="remove-reason"
            name="reason"
            type="text"
            maxLength={LONGEST_REASON}
            autocomplete="off"
            required
          />
        </div>
        <button class="button button--secondary" type="submit">
          Remove the flag
        </button>
        <p class="quiet form__effect">Its gates are gone then. Its history stays.</p>
      </form>
    </Panel>
  );
}

function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{timeInEasternTime(at)}</time>;
}
