import type { ComponentChildren } from 'preact';

type CardParts = { readonly testId?: string; readonly children: ComponentChildren };

export function Card({ testId, children }: CardParts) {
  return (
    <div class="card" data-testid={testId}>
      {children}
    </div>
  );
}

type SummaryBoxParts = { readonly id: string; readonly children: ComponentChildren };

/** What matters most on a page, set apart from the rest but without a heading of its own; links can lead to it. */
export function SummaryBox({ id, children }: SummaryBoxParts) {
  return (
    <div class="summary-box" id={id} tabindex={-1}>
      {children}
    </div>
  );
}
