import { startFaultProxy, type FaultProxy } from './tcp-proxy.ts';

/** The same database, reached over a way that can fail. */
export async function databaseBehind(url: string): Promise<FaultProxy & { readonly url: string }> {
  const { username, pathname, directory } = partsOf(url);
  const proxy = await startFaultProxy({ path: `${directory}/.s.PGSQL.5432` });
  return { ...proxy, url: `postgresql://${username}@127.0.0.1:${proxy.port}${pathname}` };
}

/** The tests' server listens on a Unix socket, whose directory its URL names as `host`. */
function partsOf(url: string) {
  const { username, pathname, searchParams } = new URL(url.replace('@/', '@socket/'));
  const directory = searchParams.get('host');
  if (directory !== null) return { username, pathname, directory };
  throw new Error('Faults need a server on a Unix socket, such as the one that the tests start.');
}
