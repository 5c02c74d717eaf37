import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useWords } from './language.ts';
import { WORDS } from './words.ts';

export type AlertStatus = 'info' | 'warning' | 'error' | 'success';

type AlertParts = {
  readonly status: AlertStatus;
  readonly heading: string;
  readonly testId?: string;
  readonly children: ComponentChildren;
};

/** A message that stands out, with a second-level heading. */
export function Alert({ status, heading, testId, children }: AlertParts) {
  const { status: spoken } = useWords(WORDS);
  return (
    <section class={`alert alert--${status}`} aria-label={spoken[status]} data-testid={testId}>
      <Icon shape={status} />
      <div class="alert__body">
        <h2 class="alert__heading">{heading}</h2>
        {children}
      </div>
    </section>
  );
}
