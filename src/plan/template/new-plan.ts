import { capitalized } from '../../lib/spelling.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { TOGGLE_NAME } from '../release-plan.ts';
import { dashboardSection } from './dashboard-section.ts';
import { launchTicket } from './launch-ticket.ts';
import { planDocument } from './plan-document.ts';
import { readinessChecklist } from './readiness-checklist.ts';

/** A plan that waits to be filled in, and the documents around it that plans tend to leave open. */
export type NewPlan = {
  readonly title: string;
  readonly document: string;
  readonly artifacts: readonly Artifact[];
};

/** Markdown with a name for its file, without `.md`. */
export type Artifact = { readonly name: string; readonly document: string };

/** A new plan in the order and with the labels of the Profile's template, or a sentence why the name is none. */
export function newPlan(toggle: string): Result<NewPlan, string> {
  if (!TOGGLE_NAME.test(toggle)) {
    return err(
      `The name is read as “${toggle}”. The name of a toggle is expected: one word of letters, digits, ` +
        '“_”, “-” and “.” that starts with a letter, such as “profile_contacts”.',
    );
  }
  const feature = { toggle, title: titleOf(toggle) };
  return ok({
    title: feature.title,
    document: planDocument(feature),
    artifacts: [
      { name: 'launch-readiness', document: readinessChecklist(feature) },
      { name: 'dashboard', document: dashboardSection(feature) },
      { name: 'launch-ticket', document: launchTicket(feature) },
    ],
  });
}

/** `profile_contacts` is “Profile contacts”, `hcaHouseholdV2` “Hca household v2”. */
function titleOf(toggle: string): string {
  const words = toggle
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return capitalized(words);
}
