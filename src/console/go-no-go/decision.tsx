import { Alert } from '../../design-system/index.ts';
import {
  DECISION_IN_WORDS,
  openInWords,
  upToInWords,
  type ReleaseStatus,
} from '../../release/index.ts';
import type { Operator } from '../../identity/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { isTheirs, ownerInWords, rolesInWords } from '../frame/owned.ts';
import { SaidBy } from './said-by.tsx';

type DecisionParts = { readonly release: ReleaseStatus };

/** What keeps a go from counting, above all else. */
export function Barred({ release }: DecisionParts) {
  const { voided, noGo, paused } = release.goNoGo;
  return (
    <>
      {voided !== null && (
        <Alert status="error" heading="The go is void">
          <p>{voided.sentence}</p>
          <p>
            No stage opens until a go is signed anew. Since <SaidBy {...voided} />
          </p>
        </Alert>
      )}
      {noGo !== null && (
        <Alert status="error" heading="No-go">
          <p>
            <SaidBy {...noGo} />
          </p>
          <p>It stands until its author signs a go, or two others do.</p>
        </Alert>
      )}
      {paused !== null && (
        <Alert status="warning" heading="Paused">
          <p>
            <SaidBy {...paused} />
          </p>
          <p>No stage opens until a go is signed.</p>
        </Alert>
      )}
    </>
  );
}

/** What is decided, what is open and whose it is. */
export function Decision({ release, operator }: DecisionParts & { readonly operator: Operator }) {
  const { decision, upTo, open } = release.goNoGo;
  const until = upTo === null ? '' : ` ${upToInWords(upTo)}`;
  return (
    <section aria-labelledby="open">
      <h2 id="open">Decision and what is open</h2>
      <p>
        Decision:{' '}
        <strong>
          {DECISION_IN_WORDS[decision]}
          {until}
        </strong>
        {release.goNoGo.endedSignatures.length > 0 &&
          ' since the rollback, which ended the last go'}
      </p>
      {open.length === 0 ? (
        <p>Nothing is open.</p>
      ) : (
        <ul class="room-open">
          {open.map((part) => (
            <li key={`${part.kind} ${part.text}`}>
              {openInWords(part.kind, part.isBad)}: <a href={placeOf(release, part)}>{part.text}</a>{' '}
              ({ownerInWords(part.owner)})
              {part.owner !== null && isTheirs(part.owner, operator) && (
                <strong class="room-yours"> Yours</strong>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type ListedOpen = ReleaseStatus['goNoGo']['open'][number];

/** Where it is answered or closed. */
function placeOf({ id, goNoGo }: ReleaseStatus, { kind, text }: ListedOpen): string {
  if (kind === 'question') return `${releasePath(id)}#questions`;
  const among = kind === 'item' ? goNoGo.items : goNoGo.conditions;
  return `#${kind}-${among.find((one) => one.text === text)?.number ?? 1}`;
}

export function Signatures({ release }: DecisionParts) {
  const { signatures, endedSignatures, awaiting, signers } = release.goNoGo;
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">Signatures</h2>
      {signatures.length === 0 ? (
        <p>No go is signed. It is signed by: {rolesInWords(signers)}.</p>
      ) : (
        <ul>
          {signatures.map((one) => (
            <li key={`${one.by} ${one.at}`}>
              Go {upToInWords(one.upTo)}: <SaidBy {...one} />
            </li>
          ))}
        </ul>
      )}
      {endedSignatures.length > 0 && (
        <>
          <p>The rollback ended this go:</p>
          <ul>
            {endedSignatures.map((one) => (
              <li key={`${one.by} ${one.at}`}>
                <s>Go {upToInWords(one.upTo)}</s>: <SaidBy {...one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {awaiting.map((who) => (
        <p key={who}>
          <strong>Still to sign:</strong> {who}
        </p>
      ))}
    </section>
  );
}
