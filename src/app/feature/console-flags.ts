import type { FlagFacts, FlagFactsSource } from '../../console/index.ts';
import {
  changeInWords,
  CLOSED_GATES,
  decisionInWords,
  featureHistory,
  featureOverviews,
  gatesInWords,
  type FeatureLivesDeps,
  type GateValues,
  type HistoryEntry,
} from '../../flags/index.ts';

/** The flags as plain facts: the console shows them and knows no gate. */
export function flagFacts(deps: FeatureLivesDeps): FlagFactsSource {
  const { flags } = deps;
  const list = async () => (await featureOverviews(deps)).map(factsOf);
  return {
    list,
    details: async (name) => {
      const entries = await featureHistory(flags, { feature: name });
      if (entries === null) return null;
      const facts = (await list()).find((one) => one.name === name);
      const gates = gatesInWords(flags.feature(name)?.gates ?? CLOSED_GATES);
      return { flag: facts ? { ...facts, gates } : null, history: entries.map(changeOf) };
    },
    answerFor: (name, id) => {
      const decision = flags.explain(name, [{ id, properties: {} }]);
      const problems = (decision.problems ?? []).map(({ sentence }) => sentence);
      return { open: decision.open, sentences: [decisionInWords(decision), ...problems] };
    },
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
