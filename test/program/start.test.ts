import { connect, createServer } from 'node:net';
import { once } from 'node:events';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  freePort,
  refusedStart,
  runToEnd,
  startProgram,
  temporaryDirectory,
  type RunningProgram,
} from './program.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let program: RunningProgram;

beforeAll(async () => {
  directory = await temporaryDirectory();
  program = await startProgram({ dataDir: directory.path, fromNothing: true });
});

afterAll(async () => {
  await program.stop();
  await directory.remove();
});

describe('a start that can’t be', () => {
  test('says which port is taken, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const elsewhere = await temporaryDirectory();
    const { exitCode, output } = await refusedStart({
      PORT: String(port),
      DATA_DIR: elsewhere.path,
    });
    other.close();
    await elsewhere.remove();
    expect(exitCode).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(output).toContain('npm start');
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('says which process holds the data directory', async () => {
    const { exitCode, output } = await refusedStart({
      PORT: String(await freePort()),
      DATA_DIR: program.dataDir,
    });
    expect(exitCode).toBe(1);
    expect(output).toContain(String(program.pid));
    expect(output).toContain(directory.path);
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('says every setting that can’t be understood', async () => {
    const { exitCode, output } = await refusedStart({ PORT: 'x', VA_PROFILE_DEADLINE: 'soon' });
    expect(exitCode).toBe(1);
    expect(output).toContain('PORT is “x”');
    expect(output).toContain('VA_PROFILE_DEADLINE is “soon”');
  });

  test('refuses production without what production needs', async () => {
    const { exitCode, output } = await refusedStart({ NODE_ENV: 'production' });
    expect(exitCode).toBe(1);
    for (const name of ['OIDC_ISSUER', 'VA_PROFILE_URL', 'SESSION_SECRET', 'DATABASE_URL']) {
      expect(output).toContain(`${name} is missing`);
    }
  });

  test.each([
    ['NODE_ENV', 'prod', 'NODE_ENV is “prod”; expected one of development, test, production.'],
    ['DATA_DIR', '/proc/phcc', '/proc/phcc'],
    ['HOST', 'nohost.invalid', 'HOST is “nohost.invalid”; expected an address of this machine'],
  ])('says in a sentence why %s can’t be %s', async (name, value, sentence) => {
    const PORT = String(await freePort());
    const { exitCode, output } = await refusedStart({ PORT, [name]: value });
    expect(exitCode).toBe(1);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/^\s+at |hush-hush/m);
  });

  test('does not wait for ever for a database server that takes calls and never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const elsewhere = await temporaryDirectory();
    const { exitCode, output } = await refusedStart({
      PORT: String(await freePort()),
      DATA_DIR: elsewhere.path,
      DATABASE_URL: `postgresql://phcc:hush-hush@127.0.0.1:${port}/phcc`,
    });
    silent.close();
    await elsewhere.remove();
    expect(exitCode).toBe(1);
    expect(output).toContain(`The database server at 127.0.0.1:${port}/phcc does not answer.`);
    expect(output).not.toMatch(/^\s+at |hush-hush/m);
  });

  test('says that no database server answers, without the password', async () => {
    const nobody = await freePort();
    const { exitCode, output } = await refusedStart({
      PORT: String(await freePort()),
      DATABASE_URL: `postgresql://phcc:hush-hush@127.0.0.1:${nobody}/phcc`,
    });
    expect(exitCode).toBe(1);
    expect(output).toContain(String(nobody));
    expect(output).not.toContain('hush-hush');
  });
});

describe('the running program', () => {
  test('lists its settings when asked for help', async () => {
    const { exitCode, output } = await runToEnd(['scripts/start.mjs', '--help'], {});
    expect(exitCode).toBe(0);
    expect(output).toContain('DATABASE_URL');
  });

  test('stops cleanly when it is told to, and starts again on the same data', async () => {
    const elsewhere = await temporaryDirectory();
    const first = await startProgram({ dataDir: elsewhere.path });
    await first.phcc('flags', 'add', 'some_feature');
    await first.phcc('flags', 'enable', 'some_feature', '--reason', 'To be kept');
    expect((await first.stop()).exitCode).toBe(0);
    const second = await startProgram({ dataDir: elsewhere.path });
    expect((await second.phcc('flags', 'list')).output).toContain('some_feature: on');
    await second.stop();
    await elsewhere.remove();
  });

  test('stops although a browser holds a connection open on which it asks nothing', async () => {
    const elsewhere = await temporaryDirectory();
    const running = await startProgram({ dataDir: elsewhere.path });
    const { hostname, port } = new URL(running.url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    expect((await running.stop()).exitCode).toBe(0);
    silent.destroy();
    await elsewhere.remove();
  });

  test('changes a feature that no release owns from the command line, for the next request', async () => {
    const isOpen = async () => {
      const answer = await fetch(`${program.url}/v0/feature_toggles?features=some_feature`);
      return (await answer.text()).includes('"value":true');
    };
    const flags = (...args: readonly string[]) => program.phcc('flags', ...args);
    expect((await flags('add', 'some_feature')).exitCode).toBe(0);
    expect((await flags('enable', 'some_feature', '--reason', 'A try')).exitCode).toBe(0);
    expect(await isOpen()).toBe(true);
    expect((await flags('disable', 'some_feature')).exitCode).toBe(0);
    expect(await isOpen()).toBe(false);
  });

  test('tells the command line plainly when no server, or another token, is there', async () => {
    const nobody = { PHCC_URL: `http://127.0.0.1:${await freePort()}`, DATA_DIR: program.dataDir };
    const away = await runToEnd(['bin/phcc.mjs', 'plan', 'status'], nobody);
    expect(away).toMatchObject({ exitCode: 2 });
    expect(away.output).toContain('No server answers');
    const stranger = { PHCC_URL: program.url, PHCC_TOKEN: 'not-the-token' };
    const refused = await runToEnd(['bin/phcc.mjs', 'plan', 'status'], stranger);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.output).toContain('refused the token');
  });

  test('asks for a token wherever something can be changed', async () => {
    for (const path of [
      '/api/release/plans',
      '/flipper/api/features',
      '/api/flags',
      '/api/development/clock',
    ]) {
      expect((await fetch(program.url + path)).status).toBe(401);
    }
  });
});
