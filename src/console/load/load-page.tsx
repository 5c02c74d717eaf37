import { Alert } from '../../design-system/index.ts';
import type { Operator } from '../../identity/index.ts';
import type { Result } from '../../lib/result.ts';
import type { PlanPreview, Refusal } from '../../release/index.ts';
import { roleFor } from '../../roles/index.ts';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NotYours } from '../frame/not-yours.tsx';
import { ConfirmRole } from '../frame/notice.tsx';
import { Difference } from '../report/difference.tsx';
import { lineEndsOf, markOf } from './given-plan.ts';

type LoadView = ConsoleFrame & {
  readonly operator: Operator;
  /** Of the release; empty where none is named. */
  readonly id: string;
  readonly document: string;
  readonly fileName: string | null;
  readonly isFilled: boolean;
  /** What loading it would do; null: nothing was sent yet. */
  readonly preview: Result<PlanPreview, Refusal> | null;
};

/** Loads a plan in two steps: what it would change, then its confirmation. */
export function renderLoad(view: LoadView): string {
  const { operator, preview } = view;
  return consoleDocument({
    ...view,
    heading: 'Load a plan',
    current: '/console/load',
    children: (
      <>
        {preview?.ok === false && (
          <Alert status="error" heading="Not loaded">
            <p>{preview.error.sentence}</p>
            {preview.error.code === 'role-to-confirm' && <ConfirmRole />}
          </Alert>
        )}
        {preview?.ok === true && <Preview {...view} preview={preview.value} />}
        {roleFor(operator.roles, 'load') === null ? (
          <NotYours what="Loading a plan" action="load" />
        ) : (
          <LoadForm {...view} />
        )}
      </>
    ),
  });
}

type PlanTyped = Pick<LoadView, 'id' | 'document'>;
type LoadFormParts = PlanTyped & Pick<LoadView, 'fileName' | 'isFilled' | 'preview'>;

function LoadForm({ id, document, fileName, preview, ...given }: LoadFormParts) {
  const isFilled = given.isFilled || preview?.ok === true;
  return (
    <section aria-labelledby="load">
      <h2 id="load">{preview === null ? 'The plan' : 'Change it'}</h2>
      <form
        class="form load-form"
        method="post"
        action="/console/load"
        enctype="multipart/form-data"
      >
        <KeptLineEnds document={document} />
        {isFilled && <input type="hidden" name="filled" value={markOf(document)} />}
        <div class="field">
          <label for="release">Name of the release, such as contacts-page</label>
          <input
            id="release"
            name="release"
            type="text"
            required
            maxLength={100}
            autocomplete="off"
            value={id}
          />
        </div>
        <div class="field">
          <label for="file">Release plan as a Markdown file, of at most 256 kB</label>
          <input
            id="file"
            name="file"
            type="file"
            accept=".md,.markdown,.txt,text/markdown,text/plain"
          />
        </div>
        <div class="field">
          <label for="document">{isFilled ? 'Its text, to be changed here' : 'Or its text'}</label>
          {isFilled && (
            <p class="quiet" id="document-from">
              {fileName === null ? 'This is what was given.' : `This is the text of ${fileName}.`} A
              file that you choose now takes its place, unless you change the text.
            </p>
          )}
          <textarea
            id="document"
            name="document"
            rows={16}
            aria-describedby={isFilled ? 'document-from' : undefined}
          >
            {`\n${document}`}
          </textarea>
        </div>
        <button class="button" type="submit">
          Show what it changes
        </button>
        <p class="quiet form__effect">Nothing is loaded until you confirm it on the next page.</p>
      </form>
    </section>
  );
}

/** Browsers send a text with ends of lines of their own: says which the document had. */
function KeptLineEnds({ document }: Pick<LoadView, 'document'>) {
  return <input type="hidden" name="lineEnds" value={lineEndsOf(document)} />;
}

function Preview({ id, document, preview }: PlanTyped & { readonly preview: PlanPreview }) {
  const { before, planVersion, changes, voided, version } = preview;
  if (changes !== null && before === document) {
    return (
      <p>This plan is loaded already, as version {planVersion}. There is nothing to confirm.</p>
    );
  }
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{before === null ? 'A new release' : `Version ${planVersion} of ${id}`}</h2>
      {changes !== null && (
        <Sentences
          heading="What the program will do differently"
          sentences={changes}
          none="Nothing: the only changes are words that the program does not act on."
        />
      )}
      {changes !== null && (
        <Sentences
          heading="What no longer counts"
          sentences={voided}
          none="Nothing that was signed or answered is lost."
        />
      )}
      {before !== null && (
        <>
          <h3>Line by line</h3>
          <Difference before={before} after={document} />
        </>
      )}
      <form class="form" method="post" action="/console/load">
        <input type="hidden" name="confirmed" value="yes" />
        <input type="hidden" name="expectedVersion" value={version} />
        <input type="hidden" name="release" value={id} />
        <KeptLineEnds document={document} />
        <textarea class="load-form__kept" name="document" aria-label="The plan" readOnly>
          {`\n${document}`}
        </textarea>
        <button class="button" type="submit">
          {before === null ? `Load it as ${id}` : 'Load this version'}
        </button>
      </form>
    </section>
  );
}

type SentencesParts = {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly none: string;
};

function Sentences({ heading, sentences, none }: SentencesParts) {
  return (
    <>
      <h3>{heading}</h3>
      {sentences.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}
