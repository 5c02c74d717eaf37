import { createHash } from 'node:crypto';

import type { ReleaseFigures } from '../../release/index.ts';

/** How a release stands, as far as an open page has to know: whether to ask for itself again, and what to say. */
export type ReleaseStanding = {
  readonly version: number;
  /** Of what is measured: another one, other figures. */
  readonly figures: string;
  /** What happened last, in words. */
  readonly lastStep: string;
};

export type KnownStandings = ReadonlyMap<string, ReleaseStanding>;

/** `act`: somebody or the program took a step. `tick`: only figures have moved. */
export type Move = {
  readonly kind: 'act' | 'tick';
  readonly release: string;
  readonly version: number;
  readonly sentence: string;
};

export function standingsOf(releases: readonly ReleaseFigures[]): KnownStandings {
  return new Map(
    releases.map(({ id, version, lastStep, measured }) => [
      id,
      { version, lastStep, figures: digestOf(measured) },
    ]),
  );
}

function digestOf(measured: ReleaseFigures['measured']): string {
  return createHash('sha256').update(JSON.stringify(measured)).digest('base64');
}

/** What has moved since: a release that is gone from the open ones has been closed. */
export function movesBetween(before: KnownStandings, now: KnownStandings): readonly Move[] {
  const moved = [...now].flatMap(([release, standing]) => moveOf(release, before, standing));
  const closed = [...before].filter(([release]) => !now.has(release));
  return [
    ...moved,
    ...closed.map(([release, { version }]) => ({
      kind: 'act' as const,
      release,
      version: version + 1,
      sentence: 'The release is closed.',
    })),
  ];
}

function moveOf(release: string, before: KnownStandings, now: ReleaseStanding): readonly Move[] {
  const { version, lastStep: sentence, figures } = now;
  const was = before.get(release);
  if (was?.version !== version) return [{ kind: 'act', release, version, sentence }];
  return was.figures === figures ? [] : [{ kind: 'tick', release, version, sentence: '' }];
}
