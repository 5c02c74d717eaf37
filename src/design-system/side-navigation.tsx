import { useLanguage } from './words/language.ts';
import type { Breadcrumb } from './breadcrumbs.tsx';

type SideNavigationParts = {
  readonly label: string;
  readonly places: readonly Breadcrumb[];
  /** Null on a page that is none of them. */
  readonly currentPath: string | null;
};

export function SideNavigation({ label, places, currentPath }: SideNavigationParts) {
  const language = useLanguage();
  return (
    <nav class="side-navigation wide-only" aria-label={label}>
      <ul class="side-navigation__list">
        {places.map(({ name, path }) => (
          <li>
            <a
              class="side-navigation__link"
              href={path}
              aria-current={path === currentPath ? 'page' : undefined}
            >
              {name[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
