import { type LintContext, type Rule, type RuleHit, warning } from '../../rule.ts';
import type { ServerFlag, ServerRelease } from '../../server-view.ts';

/** The flag is open for others than the journal of the release says. */
export const flagAndJournalDisagree: Rule = {
  id: 'flag-and-journal-disagree',
  needs: ['server'],
  find: (context) => {
    const release = context.server?.release ?? null;
    if (release === null) return [];
    const flags = context.server?.flags ?? [];
    return release.toggles.flatMap((toggle) => {
      const flag = flags.find(({ name }) => name === toggle);
      return disagreement(context, { release, toggle, flag });
    });
  },
};

type Compared = {
  readonly release: ServerRelease;
  readonly toggle: string;
  readonly flag: ServerFlag | undefined;
};

function disagreement({ plan }: LintContext, compared: Compared): readonly RuleHit[] {
  const { release, toggle, flag } = compared;
  const wanted = shareOf(release);
  if (wanted === null) return [];
  const real = flag === undefined ? 0 : flag.state === 'on' ? 100 : flag.percentage;
  if (wanted === real && !isOpenWrongly(compared)) return [];
  return [
    warning(
      plan.toggles.find(({ words }) => words === toggle)?.span.start ?? 0,
      `The journal has ${toggle} open for ${wanted}%; the flag engine has it ${flag?.state ?? 'unknown'} (${real}%).`,
      'See in the flag’s history who changed it.',
    ),
  ];
}

/** What a release has not opened, or has rolled back, is open to no one, testers included. */
function isOpenWrongly({ release, flag }: Compared): boolean {
  const isClosed = release.phase === 'draft' || release.phase === 'rolled-back';
  return isClosed && flag !== undefined && flag.state !== 'off';
}

/** The percentage that the release has opened; null once it is over and its toggles may be gone. */
function shareOf({ phase, stages }: ServerRelease): number | null {
  switch (phase) {
    case 'draft':
    case 'testing':
    case 'rolled-back':
      return 0;
    case 'rollout':
      return stages.find(({ state }) => state === 'open')?.percentage ?? 0;
    case 'fully-on':
      return 100;
    case 'closed':
      return null;
  }
}
