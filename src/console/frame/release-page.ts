import type { FastifyReply, FastifyRequest } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ReleaseEngine, ReleaseStatus } from '../../release/index.ts';
import { operatorIn } from './operator.ts';
import { unlessAway } from './unless-away.ts';

/** What every page of one release needs. */
export type ReleasePageDeps = PageFiles & {
  readonly engine: ReleasesRead;
  readonly clock: Clock;
  /** All releases, with this sentence: where there is none of that name. */
  readonly showReleases: (
    asked: Pick<PageAsked, 'reply'> & { readonly request: FastifyRequest },
    sentence: string,
  ) => Promise<FastifyReply>;
};

type PageAsked = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Of the release; left out: as the address says. */
  readonly id?: string;
};

/** Answers with the page of the release in the address, or with all releases where there is none of that name. */
export async function withRelease(
  deps: ReleasePageDeps,
  { request, reply, id }: PageAsked,
  page: (release: ReleaseStatus) => string | Promise<string>,
): Promise<FastifyReply> {
  const named = id ?? (request.params as { readonly id: string }).id;
  const release = await releaseNamed(deps.engine, named);
  if (!release) return noReleaseNamed(deps, { request, reply });
  return reply.type('text/html').send(await page(release));
}

type ReleasesRead = Pick<ReleaseEngine, 'status' | 'releases'>;

/** As this instance last knew it where the database is away: that is when somebody looks whether a rollback is done. */
export async function releaseNamed(
  engine: ReleasesRead,
  id: string,
): Promise<ReleaseStatus | null> {
  const release = await unlessAway(engine.status(id));
  if (release !== undefined) return release;
  return (await engine.releases()).find((one) => one.id === id) ?? null;
}

/** All releases, where there is none of the name in the address. */
export function noReleaseNamed(
  { showReleases }: Pick<ReleasePageDeps, 'showReleases'>,
  { request, reply }: Omit<PageAsked, 'id'>,
): Promise<FastifyReply> {
  reply.code(404);
  return showReleases({ request, reply }, NO_RELEASE);
}

const NO_RELEASE = 'There is no release of that name. Here are all of them.';

/** What every page shows besides its own matter. */
export function frameOf(
  { stylesheetUrl, fontUrls = [], scriptUrl, clock }: PageFiles & { readonly clock: Clock },
  request: FastifyRequest,
) {
  const asOf = clock.now().toISOString();
  const [operator, isAnswer] = [operatorIn(request), request.method === 'POST'];
  return { stylesheetUrl, fontUrls, scriptUrl, asOf, operator, isAnswer, notice: null };
}
