import type { Result } from '../../lib/result.ts';
import { changelogOf } from '../changelog.ts';
import type { Refusal } from '../decide.ts';
import type { Who } from '../journal.ts';
import { readPlan, withChangelog } from '../plan/index.ts';
import type { Observation } from '../measuring/observation.ts';
import { progressOf } from '../progress.ts';
import type { ReleaseStatus } from '../status.ts';
import type { EngineDeps } from './deps.ts';
import { loadPlan } from './load-plan.ts';
import { planOf, viewOf } from './release-view.ts';
import { noticeClosedOutside, takeStep, type AskedStep } from './take-step.ts';
import { welcomeTester } from './welcome-tester.ts';
import { settle } from './write-step.ts';

/**
 * Carries releases out. Each step: read the journal → decide → journal the intent → bring the flags to what
 * the journal orders → journal that it is done. A step cut short is finished by `recover` after a restart.
 */
export type ReleaseEngine = {
  load(plan: { id: string; document: string; who: Who }): Promise<Result<ReleaseStatus, Refusal>>;
  take(asked: AskedStep): Promise<Result<ReleaseStatus, Refusal>>;
  releases(): Promise<readonly ReleaseStatus[]>;
  status(id: string): Promise<ReleaseStatus | null>;
  /** The plan document with a changelog line per step; byte for byte the plan otherwise. */
  report(id: string): Promise<string | null>;
  /** The release whose plan names this toggle, or null. */
  ownerOf(toggle: string): Promise<string | null>;
  /** Takes it for a rollback when a toggle of a release has been closed outside, by SQL say. */
  noticeOutside(toggle: string): Promise<void>;
  /** Takes down what somebody met on the surface that carries a feature. Never waits, never throws. */
  observe(observation: Observation): void;
  /** Enrols an account in every release that waits for this e-mail digest. */
  welcomeTester(tester: { accountId: string; emailDigest: string }): Promise<void>;
  /** Finishes what a crash cut short, and notices what was closed meanwhile. Call it before serving. */
  recover(): Promise<void>;
};

export function createReleaseEngine(deps: EngineDeps): ReleaseEngine {
  const { journal, clock } = deps;
  const ownerOf = async (toggle: string) => {
    const records = await journal.releases();
    return records.find((record) => planOf(record).toggles.includes(toggle))?.id ?? null;
  };
  return {
    load: (plan) => loadPlan(deps, plan),
    take: (asked) => takeStep(deps, asked),
    releases: async () => {
      const records = await journal.releases();
      return records.map((record) => viewOf(record, clock));
    },
    status: async (id) => {
      const record = await journal.release(id);
      return record && viewOf(record, clock);
    },
    report: async (id) => {
      const record = await journal.release(id);
      return record && withChangelog(readPlan(record.document), changelogOf(record.entries));
    },
    ownerOf,
    observe: () => undefined,
    noticeOutside: async (toggle) => {
      const id = await ownerOf(toggle);
      if (id !== null) await noticeClosedOutside(deps, id);
    },
    welcomeTester: (tester) => welcomeTester(deps, tester),
    recover: async () => {
      for (const { id, entries } of await journal.releases()) {
        const { version, appliedVersion } = progressOf(entries);
        if (appliedVersion < version) await settle(deps, id);
        else await noticeClosedOutside(deps, id);
      }
    },
  };
}
