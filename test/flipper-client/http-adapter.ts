import { exchange, type ClientSettings, type Exchange, type Question } from './exchange.ts';

/** The values that an adapter answers with: as stored, sets as sets. */
export type GateValues = {
  readonly boolean: string | null;
  readonly expression: unknown;
  readonly actors: ReadonlySet<string>;
  readonly percentage_of_actors: string | null;
  readonly percentage_of_time: string | null;
  readonly groups: ReadonlySet<string>;
};

export type GateKey = keyof GateValues;

type WireFeature = {
  readonly key: string;
  readonly gates: readonly { readonly key: GateKey; readonly value: unknown }[];
};

/** Thrown, as in Ruby, for every status but the one expected. */
class UnexpectedStatus extends Error {
  constructor({ status, text }: Exchange, { method, path }: Question) {
    super(`${method} ${path} was answered with ${status}: ${text}`);
  }
}

export type FlipperClient = ReturnType<typeof flipperClient>;

export function flipperClient(settings: ClientSettings) {
  const lastAll: { etag?: string; result?: ReadonlyMap<string, GateValues> } = {};

  async function expecting(status: number, question: Question): Promise<Exchange> {
    const answer = await exchange(settings, question);
    if (answer.status !== status) throw new UnexpectedStatus(answer, question);
    return answer;
  }

  const list = async (query: string) =>
    featuresIn(await expecting(200, { method: 'GET', path: `/features?${query}` }));

  return {
    features: async () => new Set((await list(WITHOUT_NAMES)).map(({ key }) => key)),

    get: async (feature: string): Promise<GateValues> => {
      const question: Question = { method: 'GET', path: `/features/${escaped(feature)}` };
      const answer = await exchange(settings, question);
      if (answer.status === 404) return DEFAULTS;
      if (answer.status !== 200) throw new UnexpectedStatus(answer, question);
      return valuesOf(JSON.parse(answer.text) as WireFeature);
    },

    getMulti: async (features: readonly string[]) => {
      const found = new Map(
        (await list(queryFor(features))).map((feature) => [feature.key, valuesOf(feature)]),
      );
      return new Map(features.map((feature) => [feature, found.get(feature) ?? DEFAULTS]));
    },

    /** Only this one remembers a validator, and takes "not modified" for its last result. */
    getAll: async (): Promise<ReadonlyMap<string, GateValues>> => {
      const question: Question = {
        method: 'GET',
        path: `/features?${WITHOUT_NAMES}`,
        ...(lastAll.etag !== undefined && { headers: { 'if-none-match': lastAll.etag } }),
      };
      const answer = await exchange(settings, question);
      if (answer.status === 304 && lastAll.result) return lastAll.result;
      if (answer.status !== 200) throw new UnexpectedStatus(answer, question);
      const result = new Map(featuresIn(answer).map((each) => [each.key, valuesOf(each)]));
      Object.assign(lastAll, { etag: answer.headers['etag'], result });
      return result;
    },

    add: (feature: string) =>
      expecting(200, { method: 'POST', path: '/features', body: { name: feature } }),
    remove: (feature: string) =>
      expecting(204, { method: 'DELETE', path: `/features/${escaped(feature)}` }),
    clear: (feature: string) =>
      expecting(204, { method: 'DELETE', path: `/features/${escaped(feature)}/clear` }),
    enable: (feature: string, gate: GateKey, thing?: unknown) =>
      expecting(200, gateQuestion('POST', { feature, gate, thing })),
    disable: (feature: string, gate: GateKey, thing?: unknown) => {
      const isShare = gate === 'percentage_of_actors' || gate === 'percentage_of_time';
      return expecting(200, gateQuestion(isShare ? 'POST' : 'DELETE', { feature, gate, thing }));
    },
    import: (contents: unknown) =>
      expecting(204, { method: 'POST', path: '/import', body: contents }),
  };
}

const WITHOUT_NAMES = 'exclude_gate_names=true';

const DEFAULTS: GateValues = {
  boolean: null,
  expression: null,
  actors: new Set(),
  percentage_of_actors: null,
  percentage_of_time: null,
  groups: new Set(),
};

type GateChange = { readonly feature: string; readonly gate: GateKey; readonly thing: unknown };

function gateQuestion(method: 'POST' | 'DELETE', { feature, gate, thing }: GateChange): Question {
  const query = gate === 'groups' ? '?allow_unregistered_groups=true' : '';
  const path = `/features/${escaped(feature)}/${gate}${query}`;
  return { method, path, body: bodyFor(gate, thing) };
}

function bodyFor(gate: GateKey, thing: unknown): unknown {
  switch (gate) {
    case 'boolean':
      return {};
    case 'groups':
      return { name: String(thing) };
    case 'actors':
      return { flipper_id: String(thing) };
    case 'percentage_of_actors':
    case 'percentage_of_time':
      return { percentage: String(thing) };
    case 'expression':
      return thing;
  }
}

function queryFor(features: readonly string[]): string {
  return features.some((feature) => feature.includes(','))
    ? [...features.map((feature) => `keys%5B%5D=${escaped(feature)}`), WITHOUT_NAMES].join('&')
    : `keys=${features.map(escaped).join(',')}&${WITHOUT_NAMES}`;
}

function featuresIn({ text }: Exchange): readonly WireFeature[] {
  return (JSON.parse(text) as { features: readonly WireFeature[] }).features;
}

function valuesOf({ gates }: WireFeature): GateValues {
  const values = gates.map(({ key, value }) => [key, valueOf(key, value)] as const);
  return { ...DEFAULTS, ...(Object.fromEntries(values) as Partial<GateValues>) };
}

function valueOf(gate: GateKey, value: unknown): unknown {
  if (gate === 'actors' || gate === 'groups') return new Set((value as string[] | null) ?? []);
  if (gate === 'expression' || value === null) return value;
  // As stored: text already. Anything else would be another answer than Ruby's.
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Everything but letters, digits and `_.~-` as %XX, a space too. */
function escaped(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
