import { useLanguage, useWords } from './words/language.ts';
import { WORDS } from './words/words.ts';
import type { Translated } from '../lib/language.ts';

/** Somewhere a link can lead: its name as people read it, and its path. */
export type Breadcrumb = { readonly name: Translated<string>; readonly path: string };

type Trail = {
  /** From the site's home down to the parent of this page. */
  readonly parents: readonly Breadcrumb[];
  readonly current: string;
};

export function Breadcrumbs({ parents, current }: Trail) {
  const language = useLanguage();
  return (
    <nav class="breadcrumbs" aria-label={useWords(WORDS).breadcrumbs}>
      <ol class="breadcrumbs__list">
        {parents.map(({ name, path }) => (
          <li class="breadcrumbs__step">
            <a href={path}>{name[language]}</a>
          </li>
        ))}
        <li class="breadcrumbs__step" aria-current="page">
          {current}
        </li>
      </ol>
    </nav>
  );
}
