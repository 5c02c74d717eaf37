import type { ComponentChildren } from 'preact';

/** What matters most on a page, set apart from the rest but without a heading of its own. */
export function SummaryBox({ children }: { readonly children: ComponentChildren }) {
  return <div class="summary-box">{children}</div>;
}
