import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

import type { ListenAt } from '../../monitoring/index.ts';
import { err, ok } from '../../lib/result.ts';
import { publicPort, type SettingForm } from './forms.ts';

/** The forms of settings that say where something is: the value, or what was expected. */

/** The base of other addresses: nothing is added to it but a path. */
export const baseAddress: SettingForm<string> = (text) => {
  const url = webUrl(text);
  return url?.search === '' && url.hash === '' && !/[?#]/.test(text)
    ? ok(text.replace(/\/+$/, ''))
    : err(A_WEB_ADDRESS);
};

/** `https://www.example.gov`: where people come to, so it has no path and no address that stands for every machine. */
export const publicOrigin: SettingForm<string> = (text) => {
  const base = baseAddress(text);
  if (!base.ok) return base;
  const { pathname, hostname, origin } = new URL(text);
  if (pathname !== '/') return err('a web address without a path, such as https://www.example.gov');
  return EVERY_MACHINE.has(hostname)
    ? err('a web address with the name that people type, such as https://www.example.gov')
    : ok(origin);
};

/** `https://www.example.gov, https://staging.example.gov`: each as a browser writes it, so that comparing is enough. */
export const originList: SettingForm<readonly string[]> = (text) => {
  const origins = text.split(',').map((part) => part.trim());
  return origins.every(isSafeOrigin) ? ok([...new Set(origins)]) : err(ORIGINS);
};

const ORIGINS =
  'origins separated by commas, each as a browser writes it and with https, such as https://www.example.gov: no path, no slash at the end, no “*”';

/** What a page in clear text gets to know, anybody on the way can read. */
function isSafeOrigin(text: string): boolean {
  return webUrl(text)?.origin === text && !isReadableOnTheWay(text);
}

/**
 * `https://www.googletagmanager.com/gtm.js?id=GTM-ABC123`: a script that pages load. It becomes a part of their policy,
 * in which other characters would mean something.
 */
export const scriptAddress: SettingForm<string> = (text) =>
  /^https?:\/\/[\w.:[\]-]+\/[\w./~-]*[\w~-](\?[\w=&.~-]+)?$/.test(text) &&
  URL.canParse(text) &&
  new URL(text).href === text &&
  isSafeOrigin(new URL(text).origin)
    ? ok(text)
    : err('the https address of a script, such as https://www.example.gov/container.js?id=ABC-123');

/** An address to post to, which may carry a key in its path or query. */
export const hookAddress: SettingForm<string> = (text) =>
  webUrl(text) === null ? err(A_WEB_ADDRESS) : ok(text);

const A_WEB_ADDRESS =
  'a web address without a name and password in it, such as https://www.example.gov';

const EVERY_MACHINE: ReadonlySet<string> = new Set(['0.0.0.0', '[::]']);

function webUrl(text: string): URL | null {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' && isHost(url.hostname) ? url : null;
}

/** Whether what is sent there leaves this machine in clear text. */
export function isReadableOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isThisMachine(hostname);
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

const LABEL = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`, 'i');

/** A name or an address; `[…]` around one of IPv6, as in a URL. */
function isHost(hostname: string): boolean {
  const bare = /^\[(.*)\]$/.exec(hostname)?.[1];
  return bare === undefined ? HOST_NAME.test(hostname) : isIP(bare) === 6;
}

/** What this machine can listen on. A name is looked up when listening begins. */
export const listenAddress: SettingForm<string> = (text) => {
  const isAddress = isIP(text) !== 0;
  const isNamed = /[a-z]/i.test(text) && HOST_NAME.test(text);
  return (isAddress ? isOurs(text) : isNamed)
    ? ok(text)
    : err('an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them');
};

function isOurs(address: string): boolean {
  if (['0.0.0.0', '::', '::1'].includes(address) || address.startsWith('127.')) return true;
  const ours = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return ours.some((own) => own.address === address);
}

/** `127.0.0.1:9464`, `[::1]:9464` */
export const hostAndPort: SettingForm<ListenAt> = (text) => {
  const [, named = '', written = ''] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(text) ?? [];
  const host = listenAddress(named.replace(/^\[(.*)\]$/, '$1'));
  const port = publicPort(written);
  return host.ok && port.ok
    ? ok({ host: host.value, port: port.value })
    : err('an address of this machine and a port, such as 127.0.0.1:9464');
};

/** `udp://127.0.0.1:8125`: where datagrams go, a name or an address. */
export const datagramAddress: SettingForm<ListenAt> = (text) => {
  const [, host = '', written = ''] = /^udp:\/\/(\[[^\]]*\]|[^/:]+):(\d+)$/.exec(text) ?? [];
  const port = publicPort(written);
  return isHost(host) && port.ok
    ? ok({ host: host.replace(/^\[(.*)\]$/, '$1'), port: port.value })
    : err('an address for datagrams, such as udp://127.0.0.1:8125');
};

const NAMED_RANGES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** `loopback, 10.0.0.0/8`. Not everybody: then each visitor could say where a request comes from. */
export const proxyList: SettingForm<string> = (text) => {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => NAMED_RANGES.has(part) || isRange(part))
    ? ok(parts.join(', '))
    : err('addresses or ranges of proxies, separated by commas, such as loopback, 10.0.0.0/8');
};

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** `postgresql://user:password@host:5432/database` */
export const databaseUrl: SettingForm<string> = (text) =>
  /^postgres(ql)?:\/\/\S+$/.test(text) && hasDatabase(text)
    ? ok(text)
    : err(
        'postgresql://user:password@host:5432/database, with special characters in the password as %XX',
      );

/** The driver takes `postgresql://user@/database?host=/directory` for a socket; to Node it is no address without a host. */
function hasDatabase(text: string): boolean {
  const withHost = text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#@]*@)?)(?=\/)/, '$1socket');
  if (!URL.canParse(withHost)) return false;
  const { pathname, searchParams } = new URL(withHost);
  return pathname.length > 1 && (withHost === text || searchParams.has('host'));
}
