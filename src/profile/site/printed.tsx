import { dateInWords, Sentence, useLanguage, useWords } from '../../design-system/index.ts';
import { WORDS } from '../words.ts';

/** Whose page it is, for whoever finds it on paper. */
export function PrintedFor({ name }: { readonly name: string }) {
  return (
    <p class="print-only">
      <Sentence text={useWords(WORDS).site.printedFor} parts={{ name }} />
    </p>
  );
}

type PrintedParts = {
  readonly now: Date;
  /** Of a page that shows what is on file. Others may have been asked for by any address. */
  readonly path?: string | undefined;
};

/** When a page was as it is on paper. */
export function Printed({ now, path }: PrintedParts) {
  const { site } = useWords(WORDS);
  const moment = dateInWords(now, useLanguage());
  return (
    <p class="print-only">
      {path === undefined ? (
        <Sentence text={site.printedAt} parts={{ moment }} />
      ) : (
        <Sentence text={site.printed} parts={{ path, moment }} />
      )}
    </p>
  );
}
