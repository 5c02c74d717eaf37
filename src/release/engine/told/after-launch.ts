import { withinDeadline } from '../../../lib/deadline.ts';
import { errorFields } from '../../../lib/log.ts';
import { isCarriedOut } from '../../decisions/check-ins.ts';
import type { Release } from '../../journal/release.ts';
import type { SeenSinceLaunch } from '../../status/after-launch/draft.ts';
import { stageRunInWords } from '../../status/stages.ts';
import type { EngineDeps } from '../deps.ts';

/** In milliseconds. */
const READING_MS = 1_000;

/** What people with the feature answered since everyone has it; null: it can’t be read right now. */
export async function surveySinceLaunch(
  { pageEvents, log }: Pick<EngineDeps, 'pageEvents' | 'log'>,
  release: Release,
): Promise<SeenSinceLaunch['survey']> {
  const { plan, progress, runs } = release;
  const since = progress.everyoneSince;
  const stages = runs.filter(({ at }) => since !== null && at >= since);
  const asked = stages.map((run) =>
    pageEvents.seenSince({ toggles: plan.toggles, stage: stageRunInWords(release, run) }, [null]),
  );
  try {
    const seen = (await withinDeadline(READING_MS, Promise.all(asked))).flat();
    const count = (answer: string) =>
      seen.reduce((sum, { open }) => sum + (open.surveyAnswers.get(answer) ?? 0), 0);
    return { helpful: count('helpful'), notHelpful: count('not-helpful') };
  } catch (error) {
    log.warn('the survey could not be read', { release: release.id, ...errorFields(error) });
    return null;
  }
}

/** What is left of its toggles, once nothing but their end is left to do; null: it is not, or they can’t be looked at. */
export async function endOfFlags(
  { flags, log }: Pick<EngineDeps, 'flags' | 'log'>,
  { id, plan, progress }: Release,
): Promise<{ readonly left: readonly string[]; readonly lastAskedAt: Date | null } | null> {
  if (!isCarriedOut(progress)) return null;
  try {
    const lastAskedAt = await withinDeadline(READING_MS, flags.lastAskedAt(plan.toggles));
    return { left: plan.toggles.filter(flags.exists), lastAskedAt };
  } catch (error) {
    log.warn('when a flag was last asked for could not be read', {
      release: id,
      ...errorFields(error),
    });
    return null;
  }
}
