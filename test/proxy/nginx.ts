/** A real nginx with the configuration of this repository, for the proof. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { until } from '../monitoring/prometheus.ts';
import { freePort } from '../program/program.ts';

const EXAMPLE = join(
  import.meta.dirname,
  '../../examples/nginx/personal-health-care-contacts.conf',
);

export type RunningNginx = {
  readonly url: string;
  /** What it wrote down of instances that failed. */
  said(): string;
  stop(): Promise<void>;
};

/** The example as it stands, but for where it listens and for the addresses of the instances. */
export async function startNginx(
  directory: string,
  instances: readonly string[],
): Promise<RunningNginx> {
  const address = `127.0.0.1:${await freePort()}`;
  const left = [...instances];
  const site = readFileSync(EXAMPLE, 'utf8')
    .replace('listen 80;', `listen ${address};`)
    .replaceAll(/server 10\.[\d.:]+/g, () => `server ${left.shift()}`);
  if (left.length > 0) throw new Error(`The example has no place for ${left.join(' and ')}.`);
  const file = join(directory, 'nginx.conf');
  writeFileSync(file, around(directory, site));
  const child = spawn('nginx', ['-p', directory, '-c', file, '-e', join(directory, 'error.log')], {
    stdio: 'inherit',
  });
  const ended = once(child, 'exit');
  const url = `http://${address}`;
  await until('nginx answers', async () => (await fetch(`${url}/healthz`)).ok);
  return {
    url,
    said: () => readFileSync(join(directory, 'error.log'), 'utf8'),
    stop: async () => {
      child.kill('SIGQUIT');
      await ended;
    },
  };
}

/** What Debian has around a site, in a directory of our own. */
function around(directory: string, site: string): string {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    'daemon off;',
    `user ${userInfo().username};`,
    `pid ${directory}/nginx.pid;`,
    'events {}',
    'http {',
    'access_log off;',
    ...folders.map((name) => `${name}_temp_path ${directory}/${name};`),
    site,
    '}',
  ].join('\n');
}
