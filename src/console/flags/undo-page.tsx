import { Alert, DescriptionList } from '../../design-system/index.ts';
import type { Operator } from '../../identity/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { NotYours } from '../frame/not-yours.tsx';
import type { FlagUndoFacts } from './flag-facts.ts';
import { byWhom } from './flag-history.tsx';
import { Gates, Moment } from './flag-parts.tsx';
import { flagPath, FLAGS_PATH, FlagsUnread, undoPath } from './flags-page.tsx';
import { ReasonField } from './reason-field.tsx';

type UndoView = ConsoleFrame & {
  readonly operator: Operator;
  readonly asOf: string;
  readonly name: string;
  readonly entryId: number;
  /** Undefined where it can’t be read just now. */
  readonly facts: FlagUndoFacts | undefined;
  /** As it was typed into a form that was refused. */
  readonly reason: string;
};

/** What undoing one change of a flag would do, before it is done. */
export function renderUndo(view: UndoView): string {
  const { name, entryId, facts, asOf, notice } = view;
  return consoleDocument({
    ...view,
    heading: `Undo entry ${entryId} of flag ${name}`,
    current: FLAGS_PATH,
    children: (
      <>
        <p>
          <a href={flagPath(name)}>Flag {name}</a>
        </p>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} page={undoPath(name, entryId)} />
        {facts === undefined ? (
          <FlagsUnread />
        ) : (
          <>
            <Effect {...facts} />
            <UndoForm {...view} facts={facts} />
          </>
        )}
      </>
    ),
  });
}

function Effect({ entry, now, change, refusal }: FlagUndoFacts) {
  return (
    <>
      <section aria-labelledby="the-change">
        <h2 id="the-change">The change</h2>
        <DescriptionList
          items={[
            { term: 'What', description: entry.change },
            { term: 'When', description: <Moment at={entry.at} /> },
            { term: 'By whom', description: byWhom(entry) },
            { term: 'Why', description: entry.why ?? 'No reason given' },
          ]}
        />
      </section>
      {refusal === null && (
        <section aria-labelledby="the-undo">
          <h2 id="the-undo">What the undo would do</h2>
          <DescriptionList
            items={[
              { term: 'The flag now', description: <Gates gates={now} /> },
              { term: 'The flag after it', description: <Gates gates={entry.before} /> },
              { term: 'What changes', description: change },
            ]}
          />
        </section>
      )}
    </>
  );
}

function UndoForm({ facts, operator, reason, name }: UndoView & { readonly facts: FlagUndoFacts }) {
  const { entry, newest, refusal, isWider, change } = facts;
  const action = isWider ? 'widen-flag' : 'close-flag';
  if (refusal !== null) return <Refused {...refusal} />;
  if (change === 'nothing')
    return <p>The flag is already as it was before this change. There is nothing to undo.</p>;
  if (roleFor(operator.roles, action) === null)
    return <NotYours what="Opening a flag wider by an undo" action={action} />;
  return (
    <form class="form form--with-field" method="post" action={undoPath(name, entry.id)}>
      <input type="hidden" name="seen" value={newest} />
      <ReasonField id="undo-reason" required={isWider} typed={reason} />
      <button class="button" type="submit">
        Undo entry {entry.id}
      </button>
      <p class="quiet form__effect">
        The flag is then as it was before that change. The undo is an entry of the history itself.
      </p>
    </form>
  );
}

function Refused({ sentence, release }: NonNullable<FlagUndoFacts['refusal']>) {
  return (
    <Alert status="warning" heading="This can’t be undone now">
      <p>{sentence}</p>
      {release !== null && (
        <p>
          <a href={releasePath(release)}>Go to release {release}</a>
        </p>
      )}
    </Alert>
  );
}
