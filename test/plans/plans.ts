import { readdirSync, readFileSync } from 'node:fs';
import { readPlan, showPlan, type FieldView, type PlanView } from '../../src/plan/index.ts';

const documentAt = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The release plan of March 2024 as it was first written, byte for byte. */
export const seedPlan = documentAt('./seed.md');

/** The release plan of this feature. */
export const ourPlan = documentAt('../../release-plans/personal-health-care-contacts-mvp.md');

/**
 * Invented plans in all variants of the template, each with what it says (`inBrief`) and what linting finds in it
 * (`line:column severity rule`) beside it, checked by hand.
 */
export const corpus = readdirSync(new URL('./corpus', import.meta.url))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length))
  .map((name) => ({
    name,
    text: documentAt(`./corpus/${name}.md`),
    findings: documentAt(`./corpus/${name}.findings`).trim().split('\n'),
    expected: JSON.parse(documentAt(`./corpus/${name}.json`)) as unknown,
  }));

/** Small plans that people could write, by the names of their files. */
export const cases: ReadonlyMap<string, string> = new Map(
  readdirSync(new URL('./cases', import.meta.url))
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file.slice(0, -'.md'.length), documentAt(`./cases/${file}`)]),
);

/** One of them, by the number that its name begins with. */
export function caseNumbered(number: string): string {
  const found = [...cases].find(([name]) => name.startsWith(`${number}-`));
  if (!found) throw new Error(`no case ${number}`);
  return found[1];
}

export const view = (text: string): PlanView => showPlan(readPlan(text));

/** A plan whose only stage has these lines. */
export const stageWith = (lines: string) =>
  `## Phase II: staged rollout\n### Stage A: Canary\n${lines}`;

/** A plan that has only the results of its moderated testing. */
export const testingWith = (lines: string) => `## Phase I: UAT\n### Results\n${lines}`;

export const allFields = (plan: PlanView): readonly FieldView[] => [
  ...plan.fields,
  ...plan.phases.flatMap((phase) => [
    ...phase.fields,
    ...phase.stages.flatMap((stage) => stage.fields),
  ]),
];

export function fieldOf(label: string, text: string): FieldView {
  const found = allFields(view(text)).find((field) => field.label === label);
  if (!found) throw new Error(`no field “${label}” in ${text}`);
  return found;
}
