import { readFile } from 'node:fs/promises';

export type ServerUser = { readonly uid: number; readonly gid: number };

/** Whom the server runs as: ourselves, or, because PostgreSQL refuses root, somebody with less power. */
export async function serverUser(): Promise<ServerUser> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined) {
    throw new Error('PostgreSQL for tests needs a system with user ids (Linux or macOS).');
  }
  return uid === 0 ? lesserUser(await readFile('/etc/passwd', 'utf8')) : { uid, gid };
}

function lesserUser(passwd: string): ServerUser {
  const entries = passwd.split('\n').map((line) => line.split(':'));
  const entry =
    entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
  const [, , uid, gid] = entry ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(
      'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody".',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}
