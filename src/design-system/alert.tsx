import type { ComponentChildren } from 'preact';
import { useWords } from './words/language.ts';
import { WORDS } from './words/words.ts';

export type AlertStatus = 'info' | 'warning' | 'error' | 'success';

type AlertParts = {
  readonly status: AlertStatus;
  readonly heading: string;
  /** For a page that could not do what it is for: screen readers say it first. */
  readonly urgent?: boolean;
  readonly testId?: string;
  /** Of the heading, for links after which the reader begins there. */
  readonly headingId?: string;
  readonly children: ComponentChildren;
};

/** A message that stands out, with a second-level heading. */
export function Alert({ status, heading, urgent = false, testId, ...parts }: AlertParts) {
  const { headingId, children } = parts;
  const { status: spoken } = useWords(WORDS);
  return (
    <section
      class={`alert alert--${status}`}
      role={urgent ? 'alert' : undefined}
      aria-label={spoken[status]}
      data-testid={testId}
    >
      <Icon shape={status} />
      <div class="alert__body">
        <h2 class="alert__heading" id={headingId} tabindex={headingId ? -1 : undefined}>
          {heading}
        </h2>
        {children}
      </div>
    </section>
  );
}

/** Shapes from the U.S. Web Design System's icon set, on its 24 by 24 grid. */
const SHAPES = {
  info: 'M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm1 15h-2v-6h2v6zm0-8h-2V7h2v2z',
  warning: 'M1 21h22L12 2 1 21zm12-3h-2v-2h2v2zm0-4h-2v-4h2v4z',
  error:
    'M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm1 15h-2v-2h2v2zm0-4h-2V7h2v6z',
  success:
    'M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm-2 15-5-5 1.41-1.41L10 14.17l7.59-7.59L19 8l-9 9z',
} as const;

/** A decoration: what it says must also stand in words beside it. */
function Icon({ shape }: { readonly shape: keyof typeof SHAPES }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[shape]} />
    </svg>
  );
}
