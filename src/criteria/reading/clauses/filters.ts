import type { Cause, Filter } from '../../criterion.ts';
import { measureInWords, measureOf } from '../../measures/catalogue.ts';
import type { FilterKind } from '../../measures/measure.ts';
import type { Complaint } from '../problem.ts';
import { complain, onward, type Clause, type CriterionState } from '../state.ts';
import { nameAt } from '../words/names.ts';
import { durationAt } from '../words/numbers.ts';
import { anyPhraseAt, type Match } from '../words/phrases.ts';
import { statusesAt } from '../words/status.ts';
import type { Token } from '../words/tokens.ts';

/** `on ENDPOINT`, `with status 5xx`, `without status 401, 403`, `caused by us`, `slower than 2 s`. */
export const filterClause: Clause = (state) => {
  const { tokens, at, draft } = state;
  const opening = OPENINGS.find(({ phrases }) => anyPhraseAt(tokens, at, phrases) > 0);
  if (!opening) return null;
  const complaint = complaintAbout(opening, state);
  if (complaint) return complain(state, complaint);
  const length = anyPhraseAt(tokens, at, opening.phrases);
  const read = opening.read(tokens, at + length);
  if (!read) {
    const { expected } = opening;
    return complain(state, { problem: 'bad-filter', expected }, length);
  }
  return onward(state, length + read.length, { filter: { ...draft.filter, ...read.found } });
};

/** An option stands right behind its measure. */
type NamedFilter = Exclude<FilterKind, 'option'>;

type FilterOpening = {
  readonly kind: NamedFilter;
  readonly phrases: readonly string[];
  readonly isSaid: (filter: Filter) => boolean;
  /** Reads what follows the phrase. */
  readonly read: (tokens: readonly Token[], at: number) => Match<Partial<Filter>> | null;
  /** What that is, for people. */
  readonly expected: string;
};

const EXPECTED_STATUSES = 'HTTP statuses, such as “5xx”, “401, 403” or “500-504”';

const OPENINGS: readonly FilterOpening[] = [
  {
    kind: 'endpoint',
    phrases: ['on', 'on the'],
    isSaid: ({ endpoint }) => endpoint !== null,
    read: (tokens, at) => mapped(nameAt(tokens, at), (endpoint) => ({ endpoint })),
    expected: 'the path or the name of an endpoint, such as “/v0/letters”',
  },
  {
    kind: 'status',
    phrases: withNouns(['with']),
    isSaid: ({ withStatus }) => withStatus.length > 0,
    read: (tokens, at) => mapped(statusesAt(tokens, at), (withStatus) => ({ withStatus })),
    expected: EXPECTED_STATUSES,
  },
  {
    kind: 'status',
    phrases: ['without', 'excluding', 'except', ...withNouns(['without', 'excluding', 'except'])],
    isSaid: ({ withoutStatus }) => withoutStatus.length > 0,
    read: (tokens, at) => mapped(statusesAt(tokens, at), (withoutStatus) => ({ withoutStatus })),
    expected: EXPECTED_STATUSES,
  },
  {
    kind: 'cause',
    phrases: ['caused by'],
    isSaid: ({ cause }) => cause !== null,
    read: (tokens, at) => mapped(causeAt(tokens, at), (cause) => ({ cause })),
    expected: '“us”, “the client” or the name of a service',
  },
  {
    kind: 'slower',
    phrases: ['slower than', 'longer than'],
    isSaid: ({ slowerThanMs }) => slowerThanMs !== null,
    read: slownessAt,
    expected: 'a length of time, such as “2 seconds”',
  },
];

/** Not “with” alone: `with at least 200 requests` is a sample. */
function withNouns(openings: readonly string[]): readonly string[] {
  const nouns = ['status', 'statuses', 'status code', 'status codes', 'code', 'codes'];
  return openings.flatMap((opening) => nouns.map((noun) => `${opening} ${noun}`));
}

function mapped<T>(
  match: Match<T> | null,
  filterOf: (found: T) => Partial<Filter>,
): Match<Partial<Filter>> | null {
  return match && { found: filterOf(match.found), length: match.length };
}

const CAUSES: readonly { readonly phrases: readonly string[]; readonly cause: Cause }[] = [
  { phrases: ['us', 'ourselves', 'our own code'], cause: { kind: 'us' } },
  { phrases: ['the client', 'client', 'clients', 'the caller'], cause: { kind: 'client' } },
];

function causeAt(tokens: readonly Token[], at: number): Match<Cause> | null {
  const known = CAUSES.find(({ phrases }) => anyPhraseAt(tokens, at, phrases) > 0);
  if (known) return { found: known.cause, length: anyPhraseAt(tokens, at, known.phrases) };
  const name = nameAt(tokens, at);
  return name && { found: { kind: 'dependency', name: name.found }, length: name.length };
}

function slownessAt(tokens: readonly Token[], at: number): Match<Partial<Filter>> | null {
  const duration = durationAt(tokens, at);
  if (!duration?.ok || duration.value === 0) return null;
  return { found: { slowerThanMs: duration.value }, length: duration.length };
}

const NAMES: Readonly<Record<NamedFilter, string>> = {
  endpoint: 'on ENDPOINT',
  status: 'with status',
  cause: 'caused by',
  slower: 'slower than',
};

function complaintAbout(
  { kind, isSaid }: FilterOpening,
  { draft }: CriterionState,
): Complaint | null {
  const known = measureOf(draft).filters.filter((filter) => filter !== 'option');
  if (!known.includes(kind)) {
    const others = known.map((other) => `“${NAMES[other]}”`).join(', ');
    return {
      problem: 'bad-filter',
      expected: 'a comparison or a window',
      because: `“${measureInWords(draft)}” knows no “${NAMES[kind]}”; ${others === '' ? 'it is always the whole' : `it can be narrowed by ${others}`}.`,
    };
  }
  if (!isSaid(draft.filter)) return null;
  return { problem: 'said-twice', expected: 'another part', because: 'Each filter is named once.' };
}
