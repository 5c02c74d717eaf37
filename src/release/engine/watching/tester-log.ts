import { errorFields } from '../../../lib/log.ts';
import { PROGRAM } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import type { Observation, SurfaceAnswer } from '../../measuring/observation.ts';
import type { Proof, TestingFact } from '../../testing/facts.ts';
import type { TesterRequest } from '../../testing/requests.ts';
import type { Tester } from '../../testing/testing.ts';
import type { EngineDeps } from '../deps.ts';
import { write } from '../write-step.ts';

/**
 * Writes down what testers were answered: that each has been seen, and the requests of those with a code. What can’t be
 * written now waits for the next time: it must not have anything else written twice.
 */
export type TesterLog = (release: Release, observed: readonly Observation[]) => Promise<void>;

export function createTesterLog(deps: EngineDeps): TesterLog {
  const waiting = new Map<string, readonly SurfaceAnswer[]>();
  return async ({ id }, observed) => {
    const answers = [...(waiting.get(id) ?? []), ...observed.filter(isOfTester)];
    if (answers.length === 0) return;
    waiting.delete(id);
    try {
      const release = await withSeen(deps, id, answers);
      if (release) await deps.testerRequests.add(id, requestsIn(release, answers));
    } catch (error) {
      waiting.set(id, answers.slice(0, MOST_WAITING));
      deps.log.warn('what testers met could not be written down', errorFields(error));
    }
  };
}

/** In answers of one release. */
const MOST_WAITING = 1_000;

const isOfTester = (one: Observation): one is SurfaceAnswer =>
  one.kind === 'answer' && one.cohort === 'tester';

/** The release with those who were seen. Others may write meanwhile: then it is decided anew, on what is there. */
async function withSeen(
  deps: EngineDeps,
  id: string,
  answers: readonly SurfaceAnswer[],
): Promise<Release | null> {
  const release = await deps.journal.release(id);
  const facts = release === null ? [] : newlySeen(release, answers);
  if (release === null || facts.length === 0) return release;
  const after = release.progress.version;
  await write(deps, { id, after, facts, who: PROGRAM, why: null });
  return withSeen(deps, id, answers);
}

/** The first good page of each enrolled tester, or a bad one while there is none. */
function newlySeen(release: Release, answers: readonly SurfaceAnswer[]): readonly TestingFact[] {
  return enrolledIn(release).flatMap(({ emailDigest, accountId, tester }) => {
    const { participant, enrolledAt, proof } = tester;
    if (proof !== null && proof.status < FIRST_BAD) return [];
    const pages = answers.filter(
      ({ person, ofFeature, at }) => ofFeature && person === accountId && isSince(at, enrolledAt),
    );
    const page = pages.find(({ status }) => status < FIRST_BAD) ?? (proof ? undefined : pages[0]);
    return page ? [{ kind: 'tester-seen', emailDigest, participant, proof: proofOf(page) }] : [];
  });
}

/** HTTP status. */
const FIRST_BAD = 400;

function proofOf({ at, endpoint, status }: SurfaceAnswer): Proof {
  return { at: at.toISOString(), endpoint, status };
}

function requestsIn(release: Release, answers: readonly SurfaceAnswer[]): readonly TesterRequest[] {
  const enrolled = enrolledIn(release);
  return answers.flatMap(({ person, at, endpoint, status, durationMs, traceId = null }) => {
    const found = enrolled.find(({ accountId }) => accountId === person)?.tester;
    const participant = found?.participant;
    if (!found || !participant || !isSince(at, found.enrolledAt)) return [];
    return [{ participant, at, endpoint, status, durationMs, traceId }];
  });
}

const isSince = (at: Date, since: Date | null): boolean => since !== null && at >= since;

type Enrolled = {
  readonly emailDigest: string;
  readonly accountId: string;
  readonly tester: Tester;
};

function enrolledIn({ progress }: Release): readonly Enrolled[] {
  return [...progress.testers].flatMap(([emailDigest, accountId]) => {
    const tester = progress.testing.testers.get(emailDigest);
    return accountId === null || !tester ? [] : [{ emailDigest, accountId, tester }];
  });
}
