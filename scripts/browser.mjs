// Finds a Chromium for the browser tests, or unpacks the one that comes from the npm registry.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './requirements.mjs';

const CACHE = join(ROOT, '.cache');
const UNPACKED = join(CACHE, 'browser');

/** The package's own looks for its fonts where a Lambda has them; a Chromium that finds no font at all crashes. */
const FONT_SETTINGS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(UNPACKED, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(UNPACKED, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** The environment in which a browser test finds its Chromium: `CHROMIUM_PATH`, and libraries if it brings its own. */
export async function browserEnvironment() {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );
  if (installed) return { CHROMIUM_PATH: installed };
  if (!existsSync(UNPACKED)) await unpack();
  return {
    CHROMIUM_PATH: join(UNPACKED, 'chromium'),
    LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'),
  };
}

/** Unpacks beside the final place and moves at the end, so that a run cut short leaves nothing half done. */
async function unpack() {
  const halfDone = join(CACHE, `browser-${process.pid}`);
  mkdirSync(halfDone, { recursive: true });
  const before = { ...process.env };
  // The package unpacks into the temporary directory, and its libraries only where it believes to be a Lambda.
  Object.assign(process.env, { TMPDIR: halfDone, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    writeFileSync(join(halfDone, 'fonts.conf'), FONT_SETTINGS);
    renameSync(halfDone, UNPACKED);
  } finally {
    process.env = before;
    rmSync(halfDone, { recursive: true, force: true });
  }
}
