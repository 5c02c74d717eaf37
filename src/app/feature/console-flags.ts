import type {
  FlagCheck,
  FlagFacts,
  FlagFactsSource,
  FlagStepBy,
  FlagStepRefusal,
  FlagSteps,
} from '../../console/index.ts';
import {
  canBeUndone,
  changeInWords,
  clearFeature,
  CLOSED_GATES,
  decisionInWords,
  featureHistory,
  featureOverviews,
  gatesInWords,
  makeChange,
  preflightOf,
  removeFeature,
  undoChange,
  undoProspect,
  type ChangeDeps,
  type FeatureLivesDeps,
  type Flags,
  type GateValues,
  type HistoryEntry,
  type SurfaceProbe,
} from '../../flags/index.ts';
import { ownershipBy, type OwningEngine } from './flag-ownership.ts';

export type ConsoleFlagsDeps = FeatureLivesDeps & {
  readonly engine: OwningEngine;
  readonly probeFeature: (featureKey: string) => Promise<readonly SurfaceProbe[]>;
};

/** The flags as plain facts: the console shows them and knows no gate. */
export function flagFacts({ engine, probeFeature, ...deps }: ConsoleFlagsDeps): FlagFactsSource {
  const { flags } = deps;
  const list = async () => (await featureOverviews(deps)).map(factsOf);
  return {
    list,
    details: async (name, asksPlaces) => {
      const entries = await featureHistory(flags, { feature: name });
      if (entries === null) return null;
      const all = await list();
      const facts = all.find((one) => one.name === name);
      const now = flags.feature(name)?.gates ?? null;
      const history = entries.map((entry) => changeOf(entry, now));
      if (facts === undefined) return { flag: null, history };
      const asked = { flags, ownership: engine, ...(asksPlaces && { probeFeature }) };
      const { checks } = await preflightOf(asked, name);
      const gates = gatesInWords(now ?? CLOSED_GATES);
      const isRemovable = facts.release === null || (await engine.isCarriedOut(name));
      return { flag: { ...facts, gates, isRemovable, checks: checksAmong(checks, all) }, history };
    },
    undoOf: async (id) => {
      const prospect = await undoProspect({ flags, ownership: engine }, id);
      if (!prospect.ok) return null;
      const { entry, now, refusal, ...rest } = prospect.value;
      return {
        ...rest,
        flag: entry.feature,
        entry: changeOf(entry, now),
        now: wordsOf(now),
        refusal: refusal && { sentence: refusal.message, release: refusal.release ?? null },
      };
    },
    answerFor: (name, id) => {
      const decision = flags.explain(name, [{ id, properties: {} }]);
      const problems = (decision.problems ?? []).map(({ sentence }) => sentence);
      return { open: decision.open, sentences: [decisionInWords(decision), ...problems] };
    },
  };
}

type FlagStepsOf = Pick<ChangeDeps, 'stillAsked'> & {
  readonly flags: Flags;
  readonly engine: OwningEngine;
};

/** What operators do to flags in the console, by the checks that every change by hand passes. */
export function flagSteps(of: FlagStepsOf): FlagSteps {
  return {
    close: async (key, by) => {
      const asked = { key, request: by.request };
      const changes = changesBy(of, by);
      // What a release owns is rolled back also where the store has lost it; else a misspelled name must not become a flag.
      const closed =
        of.engine.knownOwnerOf(key) === null
          ? await clearFeature(changes, asked)
          : await makeChange(changes, { ...asked, change: { kind: 'disable' } });
      if (!closed.ok) return refusalOf(closed.error);
      return of.flags.feature(key) === undefined ? NO_SUCH_FLAG : null;
    },
    undo: async (asked, by) => {
      const undone = await undoChange(changesBy(of, by), { ...asked, request: by.request });
      return undone.ok ? null : refusalOf(undone.error);
    },
    remove: async (key, by) => {
      const removed = await removeFeature(changesBy(of, by), { key, request: by.request });
      return removed.ok ? null : refusalOf(removed.error);
    },
  };
}

const NO_SUCH_FLAG = {
  code: 'refused',
  sentence: 'There is no flag of that name, so there is nothing to close.',
} as const;

function changesBy({ engine, ...of }: FlagStepsOf, { who, why }: FlagStepBy): ChangeDeps {
  return {
    ...of,
    ownership: ownershipBy(engine, () => ({ who, why })),
    noteOf: () => ({ who: who.name, role: who.role, through: 'console', why }),
    mayChange: () => true,
  };
}

type FlagStepFailure =
  | Extract<Awaited<ReturnType<typeof makeChange>>, { ok: false }>['error']
  | Extract<Awaited<ReturnType<typeof undoChange>>, { ok: false }>['error'];

function refusalOf(refused: FlagStepFailure): FlagStepRefusal {
  if ('code' in refused) return { code: 'refused', sentence: refused.sentence };
  const { error } = refused;
  if (error === 'reason-needed') return { code: 'refused', sentence: REASON_NEEDED };
  const sentence = 'sentence' in refused ? refused.sentence : NOT_POSSIBLE;
  return {
    code: error === 'not-yet-recorded' || error === 'not-allowed' ? error : 'refused',
    sentence,
  };
}

const REASON_NEEDED =
  'Opening a flag wider needs a reason, which is kept in its history. Say why, and send the form again.';
const NOT_POSSIBLE = 'The flag engine does not take this change. Nothing was changed.';

type Overview = Awaited<ReturnType<typeof featureOverviews>>[number];

function factsOf({ key, lastChange, lastAskedAt, ...overview }: Overview): FlagFacts {
  const { state, release, owner, description, ageDays, stale, toRemove } = overview;
  return {
    ...{ name: key, state, release, owner, description, ageDays, stale, toRemove },
    lastChange: lastChange && { at: lastChange.at.toISOString(), who: lastChange.who },
    lastAskedAt: lastAskedAt?.toISOString() ?? null,
  };
}

type Checks = Awaited<ReturnType<typeof preflightOf>>['checks'];

function checksAmong(checks: Checks, all: readonly FlagFacts[]): readonly FlagCheck[] {
  const releaseOf = new Map(all.map(({ name, release }) => [name, release]));
  return checks.map(({ other: flag, ...check }) => ({
    ...check,
    other: flag === undefined ? null : { flag, release: releaseOf.get(flag) ?? null },
  }));
}

function changeOf(entry: HistoryEntry, now: GateValues | null) {
  const { before, after, at, ...rest } = entry;
  return {
    ...rest,
    at: at.toISOString(),
    change: changeInWords(before, after),
    before: wordsOf(before),
    after: wordsOf(after),
    canBeUndone: canBeUndone(entry, now),
  };
}

const wordsOf = (gates: GateValues | null) => gates && gatesInWords(gates);
