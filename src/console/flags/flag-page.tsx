import { Alert, DescriptionList } from '../../design-system/index.ts';
import type { Operator } from '../../identity/index.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { CloseFlag } from './close-flag.tsx';
import { RemoveFlag } from './remove-flag.tsx';
import type { AnswerForAccount, FlagDetails, FlagFacts } from './flag-facts.ts';
import { FlagHistory } from './flag-history.tsx';
import { Gates, Moment, Panel } from './flag-parts.tsx';
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

import { Preflight } from './preflight.tsx';

/** What came of looking an account up. */
export type LookUpOutcome = AnswerForAccount | 'nothing-typed' | 'no-such-account' | 'asked-again';

export type FlagView = ConsoleFrame & {
  readonly operator: Operator;
  readonly asOf: string;
  readonly name: string;
  /** Undefined where they can’t be read just now. */
  readonly details: FlagDetails | undefined;
  /** Null: nobody was looked up; undefined where nobody can be just now. */
  readonly looked: LookUpOutcome | null | undefined;
  /** Whether each place that shows the flag was asked, too. */
  readonly asksPlaces: boolean;
  /** What was typed as the reason of a step that was refused. */
  readonly reason?: string;
};

/** One flag: for whom it is open, for whom not, and what happened to it. */
export function renderFlag(view: FlagView): string {
  const { name, details, asOf, notice, operator, reason = '' } = view;
  const release = details?.flag?.release ?? null;
  const mayBeClosed = details === undefined || (details.flag !== null && isOpen(details.flag));
  return consoleDocument({
    ...view,
    heading: `Flag ${name}`,
    current: FLAGS_PATH,
    children: (
      <>
        <p>
          <a href={FLAGS_PATH}>All flags</a>
        </p>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} page={flagPath(name)} />
        {details === undefined ? <FlagsUnread /> : <Current flag={details.flag} />}
        {mayBeClosed && <CloseFlag {...{ name, release, operator, reason }} />}
        {details && <FlagSections {...view} details={details} />}
      </>
    ),
  });
}

function FlagSections({
  name,
  details: { flag, history },
  looked,
  asksPlaces,
  operator,
  reason = '',
}: FlagView & { readonly details: FlagDetails }) {
  const isOwned = flag !== null && flag.release !== null;
  return (
    <>
      {flag && (
        <>
          <Removal {...flag} />
          <Preflight name={name} checks={flag.checks} asksPlaces={asksPlaces} />
          <WhoSeesIt name={name} looked={looked} />
        </>
      )}
      <FlagHistory name={name} history={history} isOwned={isOwned} />
      {flag?.isRemovable === true && <RemoveFlag {...{ name, operator, reason }} />}
    </>
  );
}

/** A flag that a release owns can be rolled back also while it is closed: its release may be about to open it. */
const isOpen = ({ state, release }: Pick<FlagFacts, 'state' | 'release'>) =>
  state !== 'off' || release !== null;

/** What goes before a stale flag goes; the list of reasons stands above. */
function Removal({ toRemove }: Pick<FlagFacts, 'toRemove'>) {
  if (toRemove.length === 0) return null;
  return (
    <Panel id="removal" heading="What to remove">
      <ul class="flag-reasons">
        {toRemove.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Panel>
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

function WhoSeesIt({ name, looked }: Pick<FlagView, 'name' | 'looked'>) {
  return (
    <Panel id="who-sees-it" heading="Who sees it" isToDo>
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
