import type { ComponentChildren } from 'preact';

type CardParts = { readonly testId?: string; readonly children: ComponentChildren };

export function Card({ testId, children }: CardParts) {
  return (
    <div class="card" data-testid={testId}>
      {children}
    </div>
  );
}
