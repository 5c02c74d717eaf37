import { evidenceInWords, type ReleaseStatus } from '../../release/index.ts';
import { TableHead } from '../frame/table-head.tsx';

type EvidenceParts = { readonly goNoGo: ReleaseStatus['goNoGo'] };

/** What the program knows now, beside what was attached to the newest signature. */
export function Evidence({ goNoGo: { evidence } }: EvidenceParts) {
  const rows = rowsOf(evidence);
  const isSigned = evidence.signed !== null;
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      {rows.length === 0 ? (
        <p>What the program knows can’t be read right now. Refresh the page.</p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>Attached by the program</caption>
          <TableHead columns={isSigned ? ['What', 'When it was signed', 'Now'] : ['What', 'Now']} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <EvidenceRow key={row.part} {...row} />
            ))}
          </tbody>
        </table>
      )}
      {!isSigned && <p>Nothing is attached yet: no signature has been given.</p>}
    </section>
  );
}

type ComparedEvidence = {
  readonly part: string;
  readonly signed: string | null;
  readonly now: string;
};

function EvidenceRow({ part, signed, now }: ComparedEvidence) {
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
      <td role="cell" data-label="Now">
        {now}
        {signed !== null && signed !== now && <strong class="differs"> Differs</strong>}
      </td>
    </tr>
  );
}

function rowsOf({ signed, now }: EvidenceParts['goNoGo']['evidence']): readonly ComparedEvidence[] {
  const was = new Map(signed && evidenceInWords(signed));
  const is = new Map(now && evidenceInWords(now));
  return [...(signed ? was : is).keys()].map((part) => ({
    part,
    signed: was.get(part) ?? null,
    now: is.get(part) ?? 'can’t be read right now',
  }));
}

/** The plan as it was signed beside the plan as it is. */
export function Changes({ goNoGo: { changes, voided } }: EvidenceParts) {
  if (voided?.cause !== 'plan-changed') return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Changed since it was signed</h2>
      {changes.length === 0 && (
        <p>
          No part that people sign for reads otherwise, or the plan as it was signed can’t be read
          right now. Refresh the page before you sign.
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
