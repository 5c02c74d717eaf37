import type { ComponentChildren } from 'preact';

type DescriptionListParts = {
  readonly items: readonly { readonly term: string; readonly description: ComponentChildren }[];
};

export function DescriptionList({ items }: DescriptionListParts) {
  return (
    <dl class="description-list">
      {items.map(({ term, description }) => (
        <div class="description-list__item">
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}
