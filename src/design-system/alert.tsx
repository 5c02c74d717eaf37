import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useWords } from './language.ts';
import { WORDS } from './words.ts';

export type AlertStatus = 'info' | 'warning' | 'error' | 'success';

type AlertParts = {
  readonly status: AlertStatus;
  readonly heading: string;
  /** For a page that could not do what it is for: screen readers say it first. */
  readonly urgent?: boolean;
  readonly testId?: string;
  readonly children: ComponentChildren;
};

/** A message that stands out, with a second-level heading. */
export function Alert({ status, heading, urgent = false, testId, children }: AlertParts) {
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
        <h2 class="alert__heading">{heading}</h2>
        {children}
      </div>
    </section>
  );
}
