import { TableHead } from '../frame/table-head.tsx';
import type { FlagChangeFacts, FlagDetails } from './flag-facts.ts';
import { Gates, Moment, Panel } from './flag-parts.tsx';
import { undoPath } from './flags-page.tsx';

type HistoryParts = Pick<FlagDetails, 'history'> & {
  readonly name: string;
  /** Whether a release owns the flag: then nothing of it is undone here. */
  readonly isOwned: boolean;
};

/** What happened to a flag, each change with what came before and after it. */
export function FlagHistory({ name, history, isOwned }: HistoryParts) {
  return (
    <Panel id="history" heading="History">
      {history.length === 0 ? (
        <p>It has not been changed yet.</p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>The newest changes, up to 100</caption>
          <TableHead columns={['No.', 'When', 'What', 'Before', 'After', 'By whom and why']} />
          <tbody role="rowgroup">
            {history.map((change) => (
              <ChangeRow change={change} undo={isOwned ? null : undoPath(name, change.id)} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

type ChangeParts = {
  readonly change: FlagChangeFacts;
  /** Null: nothing is undone here. */
  readonly undo: string | null;
};

function ChangeRow({ change: entry, undo }: ChangeParts) {
  const { id, at, change, before, after, why, canBeUndone } = entry;
  return (
    <tr role="row">
      <td role="cell" data-label="No.">
        {id}
      </td>
      <td role="cell" data-label="When">
        <Moment at={at} />
      </td>
      <td role="cell" data-label="What">
        {change}
        {undo !== null && canBeUndone && (
          <>
            {' '}
            <a class="flag-undo" href={undo}>
              Undo<span class="visually-hidden"> entry {id}</span>
            </a>
          </>
        )}
      </td>
      <td role="cell" data-label="Before">
        <Gates gates={before} />
      </td>
      <td role="cell" data-label="After">
        <Gates gates={after} />
      </td>
      <td role="cell" data-label="By whom and why">
        {byWhom(entry)}: {why ?? 'no reason given'}
      </td>
    </tr>
  );
}

export function byWhom({ who, role, claimedBy, through }: FlagChangeFacts): string {
  if (through === 'outside') return 'Outside this program';
  const claim = claimedBy === undefined ? '' : `, claimed by token ${claimedBy}`;
  return `${who} (${role.replaceAll('-', ' ')}${claim})`;
}
