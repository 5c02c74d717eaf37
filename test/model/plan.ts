import { NO_ITEMS } from '../world/go-items.ts';

/** The plan that the model-based test carries out. */
export const RELEASE = 'the-release';
/** They open together, or not at all. */
export const TOGGLES = ['model_page', 'model_card'] as const;
export const QUESTION = 'People find it.';
/** Asked before a go; its good answer is no. */
export const ITEM = 'A ticket is open';
/** How long each stage lasts at least. */
export const HOURS = [2, 24, 24];

export type PlanTerms = {
  readonly isAutomatic: boolean;
  /** Who signs a go, a person each; none: one of those who move a release forward. */
  readonly signers: readonly string[];
};

export function planDocument({ isAutomatic, signers }: PlanTerms): string {
  const terms = [
    NO_ITEMS,
    `go item by engineer, good when no: ${ITEM}`,
    ...(isAutomatic ? ['advance automatically'] : []),
    ...(signers.length > 0 ? [`go signed by ${signers.join(' and ').replaceAll('-', ' ')}`] : []),
  ];
  return `# Release plan: model
## Feature toggle
${TOGGLES.map((toggle) => `- Toggle name: \`${toggle}\``).join('\n')}

## Phase I: moderated production testing
### Planning
- Desired date range or test duration: one day

### Success criteria
- ${QUESTION}

## Phase II: staged rollout
### Rollback plan
- We close it.
${terms.map((term) => `- \`${term}\`\n`).join('')}
### Stage A: few
- Length of time: 2 hours
- Percentage of Users: 20%

### Stage B: half
- Length of time: 1 day
- Percentage of Users: 50%

### Stage C: everybody
- Length of time: 1 day
- Percentage of Users: 100%
`;
}

/** Percent of each stage. */
export function sharesIn(document: string): readonly number[] {
  return [...document.matchAll(/Users: (\d+)%/g)].map(([, share]) => Number(share));
}

export function signersIn(document: string): readonly string[] {
  const [, roles] = /go signed by ([^`]+)/.exec(document) ?? [];
  return roles?.split(' and ').map((role) => role.replaceAll(' ', '-')) ?? [];
}

export type PlanChange = 'none' | 'words' | 'first share';

/** The same plan in other words, or with another share in its first stage. */
export function changedPlan(document: string, change: PlanChange, number: number): string {
  if (change === 'none') return document;
  if (change === 'words') return `${document}\nIn other words, ${number}.\n`;
  const [from, to] = document.includes('Users: 20%') ? ['20%', '10%'] : ['10%', '20%'];
  return document.replace(`Users: ${from}`, `Users: ${to}`);
}
