import type { Heading } from 'mdast';
import type { PlanDocument } from '../document.ts';
import { templateFields } from '../template/sections.ts';
import { renderPlan } from '../read.ts';
import { everyNode, spanOf, wordsOf } from '../text/markdown.ts';
import { separation } from '../text/separation.ts';
import type { Source, Span } from '../text/source.ts';
import { edited, type Edit } from './edits.ts';
import { hasResultsAt, rolloutStages } from './places.ts';
import type { ResultPlace } from './plan-results.ts';
import { fieldLines, headingLines, sectionStyle, type SectionStyle } from './section-style.ts';

/** A document with its headings, and how it writes its sections. */
type Outlined = {
  readonly source: Source;
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly style: SectionStyle;
};

/**
 * The document with an open section of results at each of these places that has none, in the document's own
 * style: below its stage or phase, and after launch at the end of the plan. A stage that the document does not
 * have is not added. Every other byte stays.
 */
export function withResultSections(plan: PlanDocument, places: readonly SectionPlace[]): string {
  const missing = places.filter((place) => !hasResultsAt(plan, place));
  const outlined = outlinedOf(plan);
  const edits = [
    ...missing.flatMap((place) => sectionInHome(plan, outlined, place)),
    ...sectionAfterLaunch(outlined, missing.filter(isAfterLaunch)),
  ];
  return edits.length === 0 ? renderPlan(plan) : edited(plan.source, edits);
}

function outlinedOf({ source, root }: PlanDocument): Outlined {
  const text = { source, text: source.text };
  const headings = root.children.filter((node) => node.type === 'heading');
  return { ...text, headings, style: sectionStyle({ ...text, nodes: everyNode(root) }) };
}

function sectionInHome(
  plan: PlanDocument,
  outlined: Outlined,
  place: SectionPlace,
): readonly Edit[] {
  if (place.kind === 'planning') return [];
  const home = homeOf(plan, place);
  const heading = outlined.headings.find((one) => home && covers(spanOf(one), home.start));
  if (!heading) return [];
  const { style } = outlined;
  const level = partLevel(outlined, heading);
  const lines = [
    ...headingLines(style, level, 'Results'),
    ...fieldLines(style, level, templateFields(place.kind)),
  ];
  return [insertedBefore(outlined, nextAbove(outlined, heading), lines)];
}

const covers = ({ start, end }: Span, offset: number) => start <= offset && offset <= end;

function homeOf(plan: PlanDocument, place: ResultPlace): Span | null {
  if (place.kind === 'testing') {
    return plan.phases.find(({ kind }) => kind === 'moderated-testing')?.span ?? null;
  }
  if (place.kind !== 'stage') return null;
  const stage = rolloutStages(plan)[place.index];
  return stage?.letter === place.letter ? stage.span : null;
}

/** The level of the first heading below this one, which is that of its planning, or the one next to it. */
function partLevel({ headings }: Outlined, home: Heading): number {
  const next = headings[headings.indexOf(home) + 1];
  return next && next.depth > home.depth ? next.depth : home.depth + 1;
}

/** The next heading that is not below this one. */
function nextAbove({ headings }: Outlined, home: Heading): Heading | undefined {
  return headings.slice(headings.indexOf(home) + 1).find(({ depth }) => depth <= home.depth);
}

/** The questions at the end stand in every plan of the template, in words of their own. */
type SectionPlace = Exclude<ResultPlace, { readonly kind: 'post-launch' }>;

type AfterLaunch = Extract<ResultPlace, { kind: 'one-week' | 'one-month' }>;

function isAfterLaunch(place: SectionPlace): place is AfterLaunch {
  return place.kind === 'one-week' || place.kind === 'one-month';
}

function sectionAfterLaunch(outlined: Outlined, places: readonly AfterLaunch[]): readonly Edit[] {
  if (places.length === 0) return [];
  const { headings, style } = outlined;
  const metrics = headings.find((one) => /^post[- ]?launch metrics$/i.test(wordsOf(one)));
  const level = metrics?.depth ?? phaseLevel(outlined);
  const questions = headings.find((one) => /^post[- ]?launch questions$/i.test(wordsOf(one)));
  const lines = [
    ...(metrics ? [] : headingLines(style, level, 'Post-launch metrics')),
    ...places.flatMap((place, index) => [
      ...(index > 0 ? [''] : []),
      ...headingLines(style, level + 1, HEADINGS[place.kind]),
      ...fieldLines(style, level + 1, templateFields(place.kind)),
    ]),
  ];
  return [insertedBefore(outlined, metrics ? nextAbove(outlined, metrics) : questions, lines)];
}

const HEADINGS = { 'one-week': '1-week results', 'one-month': '1-month results' } as const;

function phaseLevel({ headings }: Outlined): number {
  return headings.find((one) => /^phase\b/i.test(wordsOf(one)))?.depth ?? 2;
}

/** Lines behind all that stands before a heading, or at the end of the document. */
function insertedBefore(
  { source, text }: Outlined,
  next: Heading | undefined,
  lines: readonly string[],
): Edit {
  const before = text.slice(0, next ? spanOf(next).start : text.length);
  const at = before.trimEnd().length;
  const all = ['', '', ...lines, ...separation(text.slice(at))];
  return { span: { start: at, end: at }, words: all.join(source.lineEnding) };
}
