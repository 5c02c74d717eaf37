import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export type AlertStatus = 'info' | 'warning' | 'error' | 'success';

const SPOKEN_STATUS = {
  info: 'Information',
  warning: 'Warning',
  error: 'Error',
  success: 'Success',
} as const satisfies Record<AlertStatus, string>;

type AlertParts = {
  readonly status: AlertStatus;
  readonly heading: string;
  readonly testId?: string;
  readonly children: ComponentChildren;
};

/** A message that stands out, with a second-level heading. */
export function Alert({ status, heading, testId, children }: AlertParts) {
  return (
    <section
      class={`alert alert--${status}`}
      aria-label={SPOKEN_STATUS[status]}
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
