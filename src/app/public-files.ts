import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built stylesheets, scripts and fonts: where they lie, and their addresses. */
export type PublicFiles = {
  readonly folder: string;
  readonly stylesheetUrl: string;
  readonly consoleStylesheetUrl: string;
  readonly profileScriptUrl: string;
  readonly consoleScriptUrl: string;
  /** The fonts of both stylesheets. */
  readonly fontUrls: readonly string[];
};

export const PUBLIC_PREFIX = '/assets/';

const FONTS = 'fonts';

/** Beside the built program, or in dist/ when the program runs from its sources. */
const CANDIDATES = ['./public', '../../dist/public'];

export function findPublicFiles(): PublicFiles {
  const folder = CANDIDATES.map((path) => fileURLToPath(new URL(path, import.meta.url))).find(
    (path) => existsSync(path),
  );
  if (folder === undefined) throw new Error('The stylesheets are not built. Run npm run build.');
  const files = readdirSync(folder);
  const addressOf = (name: string, ending: string) => {
    const file = files.find(
      (candidate) => candidate.startsWith(`${name}.`) && candidate.endsWith(ending),
    );
    if (file === undefined) throw new Error(`${name}${ending} is not built. Run npm run build.`);
    return `${PUBLIC_PREFIX}${file}`;
  };
  return {
    folder,
    stylesheetUrl: addressOf('styles', '.css'),
    consoleStylesheetUrl: addressOf('console', '.css'),
    profileScriptUrl: addressOf('profile', '.js'),
    consoleScriptUrl: addressOf('console-script', '.js'),
    fontUrls: readdirSync(join(folder, FONTS)).map((file) => `${PUBLIC_PREFIX}${FONTS}/${file}`),
  };
}
