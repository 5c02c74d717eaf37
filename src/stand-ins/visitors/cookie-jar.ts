type Cookie = {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** As it was set, for tests that look at the attributes. */
  readonly line: string;
};

/** Cookies as browsers keep them: by host name, whatever the port, and by path. */
export type CookieJar = {
  receive(url: string, setCookieLines: readonly string[]): void;
  headerFor(url: string): string;
  /** The cookie of this name, from any host. */
  find(name: string): Cookie | undefined;
  names(): readonly string[];
  /** Puts a cookie there by hand, as a thief would. */
  plant(url: string, name: string, value: string): void;
};

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  const receive = (url: string, line: string) => {
    const { cookie, isOver } = readLine(url, line);
    const key = [cookie.host, cookie.path, cookie.name].join(' ');
    if (isOver) cookies.delete(key);
    else cookies.set(key, cookie);
  };
  return {
    receive: (url, lines) => {
      for (const line of lines) receive(url, line);
    },
    headerFor: (url) =>
      [...cookies.values()]
        .filter((cookie) => belongsTo(cookie, new URL(url)))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    find: (wanted) => [...cookies.values()].find(({ name }) => name === wanted),
    names: () => [...cookies.values()].map(({ name }) => name),
    plant: (url, name, value) => receive(url, `${name}=${value}; Path=/`),
  };
}

function readLine(url: string, line: string): { cookie: Cookie; isOver: boolean } {
  const [pair = '', ...attributes] = line.split(/; */);
  const [name = '', value = ''] = splitOnce(pair);
  const said = new Map(
    attributes.map((attribute) => {
      const [key = '', what = ''] = splitOnce(attribute);
      return [key.toLowerCase(), what] as const;
    }),
  );
  const expires = said.get('expires');
  const isOver =
    said.get('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
  const { hostname } = new URL(url);
  return { cookie: { host: hostname, path: said.get('path') ?? '/', name, value, line }, isOver };
}

function splitOnce(text: string): readonly string[] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function belongsTo({ host, path }: Cookie, { hostname, pathname }: URL): boolean {
  const isBelow = pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
  return host === hostname && isBelow;
}
