import type { Cause, Filter } from '../../criterion.ts';
import { MEASURES } from '../../measures/catalogue.ts';
import type { FilterKind } from '../../measures/measure.ts';
import { durationAt } from '../words/numbers.ts';
import { anyPhraseAt, openWordsAt } from '../words/phrases.ts';
import type { Complaint } from '../problem.ts';
import { complain, onward, type Clause, type Reading, type State } from '../state.ts';
import { statusesAt } from '../words/status.ts';

/** `on ENDPOINT`, `with status 5xx`, `without status 401, 403`, `caused by us`, `slower than 2 s`. */
export const filterClause: Clause = (state) => {
  const { tokens, at } = state;
  const opening = OPENINGS.find(({ phrases }) => anyPhraseAt(tokens, at, phrases) > 0);
  if (!opening) return null;
  if (!MEASURES[state.draft.measure].filters.includes(opening.kind)) {
    return complain(state, filterNotKnown(state, opening.kind));
  }
  const read = onward(state, anyPhraseAt(tokens, at, opening.phrases));
  return read.ok ? opening.read(read.value) : read;
};

type Opening = {
  readonly kind: FilterKind;
  readonly phrases: readonly string[];
  /** Reads what follows the phrase. */
  readonly read: (state: State) => Reading;
};

const OPENINGS: readonly Opening[] = [
  { kind: 'endpoint', phrases: ['on', 'on the'], read: readEndpoint },
  {
    kind: 'status',
    phrases: statusPhrases(['with']),
    read: (state) => readStatuses(state, 'withStatus'),
  },
  {
    kind: 'status',
    phrases: statusPhrases(['without', 'excluding', 'except', 'not counting', 'leaving out']),
    read: (state) => readStatuses(state, 'withoutStatus'),
  },
  { kind: 'cause', phrases: ['caused by'], read: readCause },
  { kind: 'slower', phrases: ['slower than', 'longer than'], read: readSlower },
];

/** Not the bare word where a sample may follow it: `with at least 200 requests`. */
function statusPhrases(words: readonly string[]): readonly string[] {
  const nouns = [
    'status',
    'statuses',
    'status code',
    'status codes',
    'code',
    'codes',
    'a status of',
  ];
  const bare = words.filter((word) => word !== 'with');
  return [...bare, ...words.flatMap((word) => nouns.map((noun) => `${word} ${noun}`))];
}

const NAMES: Readonly<Record<FilterKind, string>> = {
  endpoint: 'on ENDPOINT',
  status: 'with status',
  cause: 'caused by',
  slower: 'slower than',
};

function filterNotKnown({ draft: { measure } }: State, kind: FilterKind): Complaint {
  const allowed = MEASURES[measure].filters.map((filter) => `“${NAMES[filter]}”`);
  const instead =
    allowed.length > 0 ? `it can be narrowed by ${allowed.join(', ')}` : 'it is always the whole';
  return {
    code: 'bad-filter',
    expected: 'a comparison or a window',
    because: `“${measure}” knows no “${NAMES[kind]}”; ${instead}.`,
  };
}

function readEndpoint(state: State): Reading {
  const name = nameAt(state, METHODS.has(state.tokens[state.at]?.text ?? ''));
  if (state.draft.filter.endpoint !== null) return saidTwice(state);
  if (name === null) {
    return complain(state, {
      code: 'bad-filter',
      expected: 'the path or the name of an endpoint after “on”, such as /v0/letters',
    });
  }
  return narrowed(state, name.length, { endpoint: name.words });
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head']);

type Name = { readonly words: string; readonly length: number };

/** The words that name something at the next token, as they are written. */
function nameAt({ tokens, at }: State, mayHavePath: boolean): Name | null {
  const [first] = tokens.slice(at);
  if (first?.kind === 'quoted' && first.text !== '') return { words: first.text, length: 1 };
  if (first?.kind === 'path') return { words: first.written, length: 1 };
  const words = tokens.slice(at, at + openWordsAt(tokens, at));
  const path = tokens[at + words.length];
  const named = mayHavePath && path?.kind === 'path' ? [...words, path] : words;
  if (named.length === 0) return null;
  return { words: named.map(({ written }) => written).join(' '), length: named.length };
}

function readStatuses(state: State, key: 'withStatus' | 'withoutStatus'): Reading {
  const statuses = statusesAt(state.tokens, state.at);
  if (state.draft.filter[key].length > 0) return saidTwice(state);
  if (!statuses) {
    return complain(state, {
      code: 'bad-filter',
      expected: 'HTTP statuses, such as “5xx”, “401, 403” or “500-504”',
    });
  }
  return narrowed(state, statuses.length, { [key]: statuses.value });
}

function readCause(state: State): Reading {
  if (state.draft.filter.cause !== null) return saidTwice(state);
  const known = CAUSES.find(({ phrases }) => anyPhraseAt(state.tokens, state.at, phrases) > 0);
  if (known) {
    const length = anyPhraseAt(state.tokens, state.at, known.phrases);
    return narrowed(state, length, { cause: known.cause });
  }
  const name = nameAt(state, false);
  if (name === null) {
    return complain(state, {
      code: 'bad-filter',
      expected: '“us”, “the client” or the name of a service after “caused by”',
    });
  }
  return narrowed(state, name.length, { cause: { kind: 'dependency', name: name.words } });
}

const CAUSES: readonly { readonly phrases: readonly string[]; readonly cause: Cause }[] = [
  { phrases: ['us', 'ourselves', 'our own code'], cause: { kind: 'us' } },
  { phrases: ['the client', 'client', 'clients', 'the caller'], cause: { kind: 'client' } },
];

function readSlower(state: State): Reading {
  if (state.draft.filter.slowerThanMs !== null) return saidTwice(state);
  const duration = durationAt(state.tokens, state.at);
  if (duration?.ok && duration.value > 0) {
    return narrowed(state, duration.length, { slowerThanMs: duration.value });
  }
  return complain(state, {
    code: 'bad-filter',
    expected: 'a length of time, such as “2 seconds”',
  });
}

function narrowed(state: State, length: number, filter: Partial<Filter>): Reading {
  return onward(state, length, { filter: { ...state.draft.filter, ...filter } });
}

function saidTwice(state: State): Reading {
  return complain(
    state,
    { code: 'said-twice', expected: 'something else', because: 'Each filter is named once.' },
    -1,
  );
}
