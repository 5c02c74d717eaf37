import { dateInWords, dayInEasternTime, daysBetween } from '../../../calendar/index.ts';
import type { PlanDocument } from '../../../plan/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import { type FiguredStage, placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { type RuleHit, type Rule, warning } from '../../rule.ts';
import type { ServerRelease, ServerStage } from '../../server-view.ts';

/** The document says something else than the release that is being carried out. */
export const planAndJournalDisagree: Rule = {
  id: 'plan-and-journal-disagree',
  needs: ['server'],
  find: ({ plan, server }) => {
    const release = server?.release ?? null;
    if (release === null) return [];
    return [
      ...toggleDisagreement(plan, release),
      ...stageDisagreements(plan, release),
      ...dateDisagreement(plan, release),
    ];
  },
};

function toggleDisagreement(plan: PlanDocument, release: ServerRelease): readonly RuleHit[] {
  const written = [...new Set(plan.toggles.map(({ words }) => words))];
  if (written.length === 0 || written.join() === release.toggles.join()) return [];
  return [
    {
      at: plan.toggles[0]?.span.start ?? 0,
      // The server refuses other toggles once anything has been open.
      severity: release.phase === 'draft' ? 'warning' : 'error',
      message: `The plan names the toggle ${written.join(', ')}; the release runs with ${release.toggles.join(', ')}.`,
      suggestion:
        release.phase === 'draft'
          ? 'Load the plan again.'
          : `Write “- Toggle name: \`${release.toggles.join('`, `')}\`”; a release that has begun keeps its toggles.`,
    },
  ];
}

function stageDisagreements(plan: PlanDocument, release: ServerRelease): readonly RuleHit[] {
  const written = rolloutStages(plan);
  const [first] = written;
  if (!first) return [];
  const missing = release.stages.slice(written.length).map((stage) => missingFound(first, stage));
  return [
    ...written.flatMap((figured, index) => stageDisagreement(figured, release.stages[index])),
    ...missing,
  ];
}

function stageDisagreement(
  { stage, figures: { percentage } }: FiguredStage,
  running: ServerStage | undefined,
): readonly RuleHit[] {
  if (running?.letter === stage.letter && running.percentage === percentage) return [];
  const begun = running !== undefined && hasBegun(running);
  const said = `${stage.letter} at ${percentage === null ? 'no percentage' : `${percentage}%`}`;
  const runs = running
    ? `the release has ${running.letter} at ${running.percentage}%`
    : 'the release has no such stage';
  return [
    {
      at: placeOfShare(stage),
      severity: begun ? 'error' : 'warning',
      message: `The plan says Stage ${said}; ${runs}.`,
      suggestion: begun
        ? `Write “Stage ${running.letter}” and “- Percentage of Users: ${running.percentage}%”; what has been opened can’t change.`
        : 'Load the plan again.',
    },
  ];
}

function missingFound({ stage }: FiguredStage, running: ServerStage): RuleHit {
  const { letter, percentage } = running;
  const begun = hasBegun(running);
  return {
    at: stage.span.start,
    severity: begun ? 'error' : 'warning',
    message: `The release has a Stage ${letter} at ${percentage}%, which the plan does not list.`,
    suggestion: begun
      ? `Add “### Stage ${letter}” with “- Percentage of Users: ${percentage}%”; it has been opened.`
      : 'Load the plan again.',
  };
}

/** What a rollback ended begins anew. */
function hasBegun({ state }: ServerStage): boolean {
  return state !== 'planned' && state !== 'taken-back';
}

/** The journal knows to the minute when the open stage was opened. */
function dateDisagreement(
  plan: PlanDocument,
  { since, stages }: ServerRelease,
): readonly RuleHit[] {
  const open = stages.find(({ state }) => state === 'open');
  const planned = plannedDates(plan).find(
    ({ letter }) => letter !== null && letter === open?.letter,
  );
  if (!planned || since === null) return [];
  const opened = dayInEasternTime(new Date(since));
  if (daysBetween(planned.start.date, opened) === 0) return [];
  return [
    warning(
      planned.start.at,
      `“${planned.name}” is planned from ${dateInWords(planned.start.date)}; the journal says that it opened on ${dateInWords(opened)}.`,
      `Write ${dateInWords(opened)}, or keep the planned date and say why it was moved.`,
    ),
  ];
}
