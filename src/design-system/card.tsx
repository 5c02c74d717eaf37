import type { ComponentChildren } from 'preact';

type CardParts = { readonly testId?: string; readonly children: ComponentChildren };

export function Card({ testId, children }: CardParts) {
  return (
    <div class="card" data-testid={testId}>
      {children}
    </div>
  );
}

/** What matters most on a page, set apart from the rest but without a heading of its own. */
export function SummaryBox({ children }: { readonly children: ComponentChildren }) {
  return <div class="summary-box">{children}</div>;
}
