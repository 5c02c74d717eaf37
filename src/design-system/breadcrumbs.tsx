import { useLanguage, useWords } from './language.ts';
import type { Place } from './place.ts';
import { WORDS } from './words.ts';

type Trail = {
  /** From the site's home down to the parent of this page. */
  readonly parents: readonly Place[];
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
