import type { Place } from './place.ts';

type Trail = {
  /** From the site's home down to the parent of this page. */
  readonly parents: readonly Place[];
  readonly current: string;
};

export function Breadcrumbs({ parents, current }: Trail) {
  return (
    <nav class="breadcrumbs" aria-label="Breadcrumbs">
      <ol class="breadcrumbs__list">
        {parents.map(({ name, path }) => (
          <li class="breadcrumbs__step">
            <a href={path}>{name}</a>
          </li>
        ))}
        <li class="breadcrumbs__step" aria-current="page">
          {current}
        </li>
      </ol>
    </nav>
  );
}
