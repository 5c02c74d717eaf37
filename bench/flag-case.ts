import { answersOf } from '../src/flags/answers.ts';
import { CLOSED_GATES } from '../src/flags/feature.ts';
import { percentile } from './table.ts';

/**
 * One case of the flag bench, in a process of its own so that no other case has warmed it up: checks a
 * 20% rollout of `search` for a million actors and prints a `Measured` as JSON. Its argument is the case.
 */
export type Measured = {
  /** Median of the passes, in checks for each second of processor time. */
  readonly checksPerCpuSecond: number;
  /** The share of the actors for whom it was open. */
  readonly share: number;
};

type Check = (actorId: string) => boolean;

const ACTORS = 1_000_000;
const WARM_UP = 100_000;
const PASSES = 5;

const CASES: Readonly<Record<string, () => Promise<Check> | Check>> = {
  limit: bareCrcLoop,
  ours: ourAnswers,
  flagd: () => peer('flagd'),
  growthbook: () => peer('growthbook'),
  unleash: () => peer('unleash'),
};

const isOpen = await CASES[process.argv[2] ?? '']?.();
if (isOpen === undefined) throw new Error(`Name a case: ${Object.keys(CASES).join(', ')}.`);
console.log(JSON.stringify(measure(isOpen)));

function measure(check: Check): Measured {
  const ids = Array.from({ length: ACTORS }, (_, index) => `User;${index + 1}`);
  countOpen(check, ids.slice(0, WARM_UP));
  let open = 0;
  const speeds = Array.from({ length: PASSES }, () => {
    const before = process.cpuUsage();
    open = countOpen(check, ids);
    const { user, system } = process.cpuUsage(before);
    return ACTORS / ((user + system) / 1_000_000);
  });
  return { checksPerCpuSecond: percentile(speeds, 0.5), share: open / ACTORS };
}

function countOpen(check: Check, ids: readonly string[]): number {
  let open = 0;
  for (const id of ids) if (check(id)) open++;
  return open;
}

function ourAnswers(): Check {
  const gates = { ...CLOSED_GATES, percentageOfActors: '20' };
  const surroundings = { groups: new Map(), now: () => new Date(), random: Math.random };
  const answers = answersOf([{ key: 'search', gates }], surroundings);
  return (actorId) => answers.isOpen('search', actorId);
}

/** Nothing but the hash, for ASCII only, begun once for the feature's name. */
function bareCrcLoop(): Check {
  const table = Int32Array.from({ length: 256 }, (_, byte) => {
    let entry = byte;
    for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ 0xedb88320 : entry >>> 1;
    return entry;
  });
  const after = (state: number, text: string) => {
    let crc = state;
    for (let index = 0; index < text.length; index++) {
      crc = (table[(crc ^ text.charCodeAt(index)) & 0xff] ?? 0) ^ (crc >>> 8);
    }
    return crc;
  };
  const afterName = after(-1, 'search');
  return (actorId) => (~after(afterName, actorId) >>> 0) % 100_000 < 20_000;
}

async function peer(name: string): Promise<Check> {
  const { isOpen } = (await import(`./peers/${name}.mjs`)) as { isOpen: Check };
  return isOpen;
}
