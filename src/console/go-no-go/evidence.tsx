import { evidenceInWords, type ReleaseStatus } from '../../release/index.ts';
import { TableHead } from '../frame/table-head.tsx';

type EvidenceParts = Pick<ReleaseStatus, 'goNoGo' | 'phase'>;

/** What the program knows now, beside what was attached to the newest signature. Of a closed release that alone is left. */
export function Evidence({ goNoGo: { evidence }, phase }: EvidenceParts) {
  const isOver = phase === 'closed';
  const rows = rowsOf(evidence);
  const columns = [
    ...(evidence.signed === null ? [] : ['When it was signed']),
    ...(isOver ? [] : ['Now']),
  ];
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      {rows.length === 0 ? (
        <p>
          {isOver
            ? NEVER_SIGNED
            : 'What the program knows can’t be read right now. Refresh the page.'}
        </p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>
            {evidence.signed === null ? 'What the program knows now' : 'Attached by the program'}
          </caption>
          <TableHead columns={['What', ...columns]} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <EvidenceRow key={row.part} {...row} isOver={isOver} />
            ))}
          </tbody>
        </table>
      )}
      {evidence.signed === null && !isOver && (
        <p>It is attached to a signature when one is given.</p>
      )}
    </section>
  );
}

const NEVER_SIGNED = 'No signature was given, so nothing was attached.';

type ComparedEvidence = {
  readonly part: string;
  readonly signed: string | null;
  /** Null where it can’t be read. */
  readonly now: string | null;
};

type EvidenceRowParts = ComparedEvidence & { readonly isOver: boolean };

function EvidenceRow({ part, signed, now, isOver }: EvidenceRowParts) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader" class="table__what">
        {part}
      </th>
      {signed !== null && (
        <td role="cell" data-label="When it was signed">
          {signed}
        </td>
      )}
      {!isOver && (
        <td role="cell" data-label="Now">
          {now ?? 'can’t be read right now'}
          {signed !== null && now !== null && signed !== now && (
            <strong class="differs"> Differs</strong>
          )}
        </td>
      )}
    </tr>
  );
}

function rowsOf({ signed, now }: EvidenceParts['goNoGo']['evidence']): readonly ComparedEvidence[] {
  const was = new Map(signed && evidenceInWords(signed));
  const is = new Map(now && evidenceInWords(now));
  return [...(signed ? was : is).keys()].map((part) => ({
    part,
    signed: was.get(part) ?? null,
    now: is.get(part) ?? null,
  }));
}

/** The plan as it was signed beside the plan as it is. */
export function Changes({ goNoGo: { changes, voided } }: Pick<EvidenceParts, 'goNoGo'>) {
  if (voided?.cause !== 'plan-changed') return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Changed since it was signed</h2>
      {changes.length === 0 && (
        <p>
          Nothing that people sign for has changed, or the plan as it was signed can’t be read right
          now. Refresh the page before you sign.
        </p>
      )}
      {changes.length > 0 && (
        <dl class="room-changes">
          {changes.map(({ part, before, after }, index) => (
            <div key={index}>
              <dt>{part}</dt>
              <dd>
                <span class="room-changes__label">Signed:</span>{' '}
                {before === null ? 'nothing' : <del>{before}</del>}
              </dd>
              <dd>
                <span class="room-changes__label">Now:</span>{' '}
                {after === null ? 'taken out' : <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
