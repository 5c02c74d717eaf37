import type { FlagFacts, FlagFactsSource, RemoveFlag } from '../../console/index.ts';
import {
  changeInWords,
  CLOSED_GATES,
  decisionInWords,
  featureHistory,
  featureOverviews,
  gatesInWords,
  removeFeature,
  type ChangeDeps,
  type FeatureLivesDeps,
  type GateValues,
  type HistoryEntry,
} from '../../flags/index.ts';

type ConsoleFlagsDeps = FeatureLivesDeps & {
  /** Whether the release of this flag has been carried out. */
  readonly isCarriedOut: (flag: string) => Promise<boolean>;
};

/** The flags as plain facts: the console shows them and knows no gate. */
export function flagFacts(deps: ConsoleFlagsDeps): FlagFactsSource {
  const { flags } = deps;
  const list = async () => (await featureOverviews(deps)).map(factsOf);
  return {
    list,
    details: async (name) => {
      const entries = await featureHistory(flags, { feature: name });
      if (entries === null) return null;
      const facts = (await list()).find((one) => one.name === name);
      const gates = gatesInWords(flags.feature(name)?.gates ?? CLOSED_GATES);
      const history = entries.map(changeOf);
      if (!facts) return { flag: null, history };
      const isRemovable = facts.release === null || (await deps.isCarriedOut(name));
      return { flag: { ...facts, gates, isRemovable }, history };
    },
    answerFor: (name, id) => {
      const decision = flags.explain(name, [{ id, properties: {} }]);
      const problems = (decision.problems ?? []).map(({ sentence }) => sentence);
      return { open: decision.open, sentences: [decisionInWords(decision), ...problems] };
    },
  };
}

/** By the same rules as the flag API, in the name of the operator who is signed in. */
export function removeFlagBy(changes: Omit<ChangeDeps, 'noteOf' | 'mayChange'>): RemoveFlag {
  return async (request, { name: key, who: { name: who, ...as }, why }) => {
    const noteOf = () => ({ who, ...as, through: 'console' as const, why });
    const removed = await removeFeature(
      { ...changes, noteOf, mayChange: () => true },
      { key, request },
    );
    if (removed.ok) return null;
    return 'sentence' in removed.error ? removed.error.sentence : removed.error.error;
  };
}

type Overview = Awaited<ReturnType<typeof featureOverviews>>[number];

function factsOf({ key, lastChange, lastAskedAt, ...overview }: Overview): FlagFacts {
  const { state, release, owner, description, ageDays, stale } = overview;
  return {
    ...{ name: key, state, release, owner, description, ageDays, stale },
    lastChange: lastChange && { at: lastChange.at.toISOString(), who: lastChange.who },
    lastAskedAt: lastAskedAt?.toISOString() ?? null,
  };
}

function changeOf({ before, after, at, ...entry }: HistoryEntry) {
  return {
    ...entry,
    at: at.toISOString(),
    change: changeInWords(before, after),
    before: wordsOf(before),
    after: wordsOf(after),
  };
}

const wordsOf = (gates: GateValues | null) => gates && gatesInWords(gates);
