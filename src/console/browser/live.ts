import { liveStatus } from './live-status.ts';
import { morphInto } from './morph.ts';

type LivePage = {
  /** Says one sentence to people who listen and to people who look. */
  readonly status: HTMLElement;
  readonly main: HTMLElement;
  /** Of the stream of events. */
  readonly address: string;
};

type HeardMove = {
  readonly release: string;
  readonly version: number;
  readonly sentence: string;
};

/** A stream that has been silent for so long, in milliseconds, is cut off; then the page asks for itself regularly. */
const SILENT_MS = 30_000;
const POLL_MS = 10_000;
/** The page asks for itself at most so often, in milliseconds. */
const AT_MOST_EVERY_MS = 1_000;

/** Asks for the page again whenever something moves, and says since when nothing could be heard. */
export function keepLive({ status, main, address }: LivePage): void {
  const says = liveStatus(status);
  const refresh = asking(main, says);
  const { searchParams } = new URL(address, location.href);
  const release = searchParams.get('release');
  let told = Number(searchParams.get('version'));
  let heardAt = Date.now();
  const heard = () => {
    heardAt = Date.now();
    if (says.isLost()) {
      says.found();
      refresh('');
    }
  };
  const moved = ({ data }: MessageEvent<string>) => {
    heard();
    const move = JSON.parse(data) as HeardMove;
    if (release === null) refresh(move.sentence);
    if (move.release !== release) return;
    // A stream that opens again tells what the page may have missed, and has mostly not.
    const isNew = move.sentence !== '' && move.version > told;
    if (isNew) told = move.version;
    refresh(isNew ? move.sentence : '');
  };
  let isRehearsing = (searchParams.get('rehearsing') ?? '') !== '';
  const rehearsed = ({ data }: MessageEvent<string>) => {
    heard();
    const move = JSON.parse(data) as HeardMove;
    if (move.release !== release) return;
    // A stream that opens again tells once more that it is over.
    const isOver = move.sentence !== '';
    if (isOver && !isRehearsing) return;
    isRehearsing = !isOver;
    refresh(move.sentence);
  };
  const events = new EventSource(address);
  events.addEventListener('open', heard);
  events.addEventListener('act', moved);
  events.addEventListener('tick', moved);
  events.addEventListener('still-here', heard);
  if (searchParams.has('rehearsing')) events.addEventListener('rehearsal', rehearsed);
  setInterval(() => {
    if (Date.now() - heardAt < SILENT_MS) return;
    says.lost(heardAt);
    refresh('');
  }, POLL_MS);
}

/** Asks for the page soon, however often it is called; says the last sentence of those that came with it. */
function asking(main: HTMLElement, says: ReturnType<typeof liveStatus>) {
  let pending = false;
  let askedAt = 0;
  let saying = '';
  const ask = async () => {
    pending = false;
    askedAt = Date.now();
    try {
      const answer = await fetch(ownAddress(), { headers: { 'x-live': '1' } });
      if (!answer.ok || answer.redirected) throw new Error('the page can’t be had');
      morphInto(main, await answer.text());
      if (saying !== '') says.step(saying);
      saying = '';
    } catch {
      says.lost(askedAt);
    }
  };
  return (sentence: string) => {
    if (sentence !== '') saying = sentence;
    if (pending) return;
    pending = true;
    setTimeout(() => void ask(), Math.max(0, askedAt + AT_MOST_EVERY_MS - Date.now()));
  };
}

/** So long, in milliseconds, a page says what became of a step, whatever moves meanwhile: people have to read it. */
const NOTICE_MS = 15_000;

/** The page; after a while without what it says of the last step, which is over by then. */
function ownAddress(): string {
  const { pathname, search, searchParams } = new URL(location.href);
  if (performance.now() < NOTICE_MS) return pathname + search;
  const kept = [...searchParams].filter(([name]) => !['done', 'left', 'seen'].includes(name));
  return kept.length === 0 ? pathname : `${pathname}?${new URLSearchParams(kept)}`;
}
