import { chmod, readdir, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { makeDirectories } from '../directories.ts';
import { err, ok, type Result } from '../result.ts';
import { codeOf, type DatabaseProblem } from './problem.ts';
import { troubleOf } from './trouble.ts';

const OWNER_ONLY = 0o700;
const PERMISSIONS = 0o777;

/** What any directory may hold and still count as empty. */
const NOT_CONTENT = /^\.|^lost\+found$/;

/**
 * Makes a directory that only its owner can enter, parents included, or closes an existing one to others,
 * and answers its real path. An open directory is closed only if it is empty or `isOurs`: closing a user's
 * shared directory because a setting was mistyped would break what has nothing to do with this program.
 */
export async function makePrivateDirectory(
  path: string,
  isOurs: (names: readonly string[]) => boolean = () => false,
): Promise<Result<string, DatabaseProblem>> {
  try {
    await makeDirectories(path, OWNER_ONLY);
    const directory = await realpath(path);
    const names = (await readdir(directory)).filter((name) => !NOT_CONTENT.test(name));
    if (await isClosedOrAnotherUsers(directory)) return ok(directory);
    if (names.length > 0 && !isOurs(names)) return err(holdsOtherThings(directory));
    await chmod(directory, OWNER_ONLY);
    return ok(directory);
  } catch (error) {
    return err(notWritable(resolve(path), error));
  }
}

/** Another user's directory is theirs to close; whether it can be written to shows soon enough. */
async function isClosedOrAnotherUsers(directory: string): Promise<boolean> {
  const { mode, uid } = await stat(directory);
  return uid !== process.getuid?.() || (mode & PERMISSIONS) === OWNER_ONLY;
}

function holdsOtherThings(directory: string): DatabaseProblem {
  return {
    code: 'not-a-database',
    sentence:
      `The directory ${directory} is open to other users and holds files, but no database of this ` +
      `program. Name a new or an empty directory, or, if this is the right one, close it with chmod 700.`,
  };
}

export function notWritable(path: string, cause: unknown): DatabaseProblem {
  if (troubleOf(cause) === 'full') return diskFull(path, cause);
  const reason = REASONS[codeOf(cause)] ?? 'writing there failed';
  return {
    code: 'not-writable',
    sentence:
      `The data directory ${path} can't be used: ${reason}. ` +
      `Make it writable for the user that runs this program, or name another directory.`,
    cause,
  };
}

export function diskFull(path: string, cause: unknown): DatabaseProblem {
  return {
    code: 'full',
    sentence:
      `The disk that holds ${path} is full, so the database in it can't be opened. ` +
      `Make room there and start again; what is in the database is not harmed, so leave it where it is.`,
    cause,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  ENAMETOOLONG: 'a name in its path is too long',
  ENOENT: 'its file system takes no directories',
  ENOTSUP: 'its file system has no sockets, which keep a second program out',
  EOPNOTSUPP: 'its file system has no sockets, which keep a second program out',
};
