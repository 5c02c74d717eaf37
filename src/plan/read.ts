import { assembled } from './assemble.ts';
import type { PlanDocument } from './document.ts';
import { outlineOf } from './outline/outline.ts';
import { planTextOf } from './text/plan-text.ts';

/** Reads a release plan. Any text is a plan: what is not understood is kept and simply not found. */
export function readPlan(document: string): PlanDocument {
  const plan = planTextOf(document);
  return assembled(plan, outlineOf(plan));
}

/** The document again, byte for byte. */
export function renderPlan({ source }: PlanDocument): string {
  return source.mark + source.text;
}
