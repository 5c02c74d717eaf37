import type { PlanDocument, Span } from '../../plan/index.ts';

/** The words of a span, as written. */
export function textOf({ source }: PlanDocument, { start, end }: Span): string {
  return source.text.slice(start, end);
}

/** A bullet for a field, its label as the plan words it: `- Length of time: 2 days`. */
export function bullet(label: string, value: string): string {
  const words = label.replace(/:$/, '');
  return `- ${words}${words.endsWith('?') ? '' : ':'} ${value}`;
}
