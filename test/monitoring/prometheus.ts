/** A real Prometheus with the rules of this repository, for the proof. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { parse, stringify } from 'yaml';

import { freePort } from '../program/program.ts';

const FOLDER = join(import.meta.dirname, '../../monitoring');

/** Runs promtool on the files as they are; what it says where it finds something wrong, else null. */
export function checkedByPromtool(...args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: join(FOLDER, 'rules') });
  return status === 0 ? null : `${String(stdout)}${String(stderr)}`;
}

type PrometheusConfig = {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly object[];
};

export type RunningPrometheus = {
  /** The data of an answer of its API. */
  ask<T>(path: string): Promise<T>;
  stop(): Promise<void>;
};

/** The configuration of this repository, but for these targets, and looking every second. */
export async function startPrometheus(
  directory: string,
  targets: readonly string[],
): Promise<RunningPrometheus> {
  const given = parse(readFileSync(join(FOLDER, 'prometheus.yml'), 'utf8')) as PrometheusConfig;
  const file = join(directory, 'prometheus.yml');
  const config = {
    ...given,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: given.rule_files.map((name) => join(FOLDER, name)),
    scrape_configs: given.scrape_configs.map((one) => ({ ...one, static_configs: [{ targets }] })),
  };
  writeFileSync(file, stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(directory, 'series')}`,
      `--web.listen-address=${address}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`http://${address}/api/v1/${path}`);
    const { data } = (await answer.json()) as { readonly data: T };
    return data;
  };
  await until('Prometheus answers', async () => {
    const { version } = await ask<{ readonly version: string }>('status/buildinfo');
    return version !== '';
  });
  return {
    ask,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const PATIENCE_MS = 120_000;

/** Asks until it is so; throws when that takes too long. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  everyMs = 200,
): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > giveUpAt) throw new Error(`It did not come about that ${what}.`);
    await pause(everyMs);
  }
}
