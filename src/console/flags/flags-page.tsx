import { Alert } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { releasePath } from '../frame/addresses.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { TableHead } from '../frame/table-head.tsx';
import type { FlagFacts } from './flag-facts.ts';

export const FLAGS_PATH = '/console/flags';

export const flagPath = (name: string): string => `${FLAGS_PATH}/${encodeURIComponent(name)}`;

export const undoPath = (name: string, entry: number): string => `${flagPath(name)}/undo/${entry}`;

type FlagsView = ConsoleFrame & {
  readonly asOf: string;
  /** Undefined where they can’t be read just now. */
  readonly flags: readonly FlagFacts[] | undefined;
};

/** Every flag: for whom it is open, who answers for it, and which should not go on as they are. */
export function renderFlags(view: FlagsView): string {
  const { flags, asOf, notice } = view;
  return consoleDocument({
    ...view,
    heading: 'Flags',
    current: FLAGS_PATH,
    children: (
      <>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} />
        {flags === undefined ? <FlagsUnread /> : <FlagList flags={flags} />}
      </>
    ),
  });
}

export function FlagsUnread() {
  return (
    <Alert status="error" heading="The flags can’t be read right now" urgent>
      <p>The database does not answer. Nothing is lost; load this page again in a moment.</p>
    </Alert>
  );
}

function FlagList({ flags }: { readonly flags: readonly FlagFacts[] }) {
  if (flags.length === 0) {
    return (
      <p>
        There is no flag yet. One is added by <code>phcc flags add</code>, or by the program that
        declares it.
      </p>
    );
  }
  const stale = flags.filter((flag) => flag.stale.length > 0).length;
  return (
    <>
      <p>
        {stale === 0
          ? 'No flag is stale.'
          : `Flags that need a decision: ${stale} of ${flags.length}.`}
      </p>
      <table class="table table--stacked" role="table">
        <caption>Flags</caption>
        <TableHead columns={['Flag', 'State', 'Owner', 'Age', 'Last change', 'To do']} />
        <tbody role="rowgroup">
          {flags.map((flag) => (
            <FlagRow {...flag} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function FlagRow(flag: FlagFacts) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a class="flag-name" href={flagPath(flag.name)}>
          <BreakableName name={flag.name} />
        </a>
      </th>
      <td role="cell" data-label="State">
        {STATES[flag.state]}
      </td>
      <td role="cell" data-label="Owner">
        <FlagOwner {...flag} />
      </td>
      <td role="cell" data-label="Age">
        {ageInWords(flag.ageDays)}
      </td>
      <td role="cell" data-label="Last change">
        <LastChange {...flag} />
      </td>
      <td role="cell" data-label="To do">
        <StaleReasons {...flag} />
      </td>
    </tr>
  );
}

/** Names of flags have no spaces: they break after an underscore, and not within a word. */
function BreakableName({ name }: { readonly name: string }) {
  return name.split(/(?<=_)/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}

export const STATES: Readonly<Record<FlagFacts['state'], string>> = {
  on: 'Open for everyone',
  conditional: 'Open for some',
  off: 'Closed',
};

export function FlagOwner({ release, owner }: Pick<FlagFacts, 'release' | 'owner'>) {
  if (release === null) return <>{owner ?? 'No owner'}</>;
  return (
    <>
      Release <a href={releasePath(release)}>{release}</a>
      {owner !== null && `, ${owner}`}
    </>
  );
}

export function ageInWords(days: number | null): string {
  if (days === null) return 'Not known';
  if (days === 0) return 'Added today';
  return days === 1 ? '1 day' : `${days} days`;
}

export function LastChange({ lastChange }: Pick<FlagFacts, 'lastChange'>) {
  if (lastChange === null) return <>Not known</>;
  const { at, who } = lastChange;
  return (
    <>
      <time dateTime={at}>{timeInEasternTime(at)}</time> by {who}
    </>
  );
}

export function StaleReasons({ stale }: Pick<FlagFacts, 'stale'>) {
  if (stale.length < 2) return <>{stale[0] ?? 'Nothing'}</>;
  return (
    <ul class="flag-reasons">
      {stale.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  );
}
