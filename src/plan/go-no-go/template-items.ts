/** Something that has to be so before a go is signed, as one role answers it. */
export type GoItem = {
  /** On one line; the answers to it are kept under these words. */
  readonly text: string;
  /** The role that alone answers it; null: any operator. */
  readonly owner: string | null;
  readonly goodAnswer: 'yes' | 'no';
  /** `plan`: the plan adds it. */
  readonly source: 'template' | 'plan';
};

type TemplateItem = Omit<GoItem, 'source' | 'text'> & {
  readonly text: (figures: TemplateFigures) => string;
};

/** What a plan says that stands in the words of the template’s items. */
export type TemplateFigures = {
  /** Percent of the first stage. */
  readonly share: number;
  readonly noticeWeeks: number;
};

/** What every go/no-go asks, by the names under which a plan drops an item or gives it to another role. */
export const TEMPLATE_ITEMS: ReadonlyMap<string, TemplateItem> = new Map([
  ['uat', of('product-manager', () => 'Moderated testing is over, and what it found is settled')],
  ['alerts', of('engineer', () => 'Errors are watched, and an alert reaches somebody at any hour')],
  ['dashboards', of('engineer', () => 'The dashboards show the feature')],
  [
    'bugs',
    {
      owner: 'product-manager',
      text: () => 'A severe bug or an accessibility issue is open',
      goodAnswer: 'no',
    },
  ],
  ['share', of('product-owner', ({ share }) => `We are ready to turn it on for ${share}%`)],
  ['traffic', of('engineer', () => 'The systems behind it carry the traffic')],
  ['analytics', of('product-manager', () => 'Analytics from moderated testing were seen')],
  ['contact center', of('contact-center', contactCenterReady)],
  ['rollback', of('engineer', () => 'Switching it off was tried, and works')],
  ['watcher', of('product-manager', () => 'Somebody is named who watches the dashboards')],
  ['plan', of('product-manager', () => 'The release plan is complete')],
  ['concerns', { owner: 'product-owner', text: () => 'Somebody has a concern', goodAnswer: 'no' }],
]);

function of(owner: string, text: TemplateItem['text']): TemplateItem {
  return { owner, text, goodAnswer: 'yes' };
}

function contactCenterReady({ noticeWeeks: weeks }: TemplateFigures): string {
  return `The contact center is ready, and has had the product guide for ${weeks} ${weeks === 1 ? 'week' : 'weeks'}`;
}
