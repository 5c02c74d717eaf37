// npm run sbom [-- FILE]: what the program is made of when it runs, as CycloneDX, from package-lock.json alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { ROOT } from './requirements.mjs';

const file = resolve(process.argv[2] ?? join(ROOT, 'sbom.cdx.json'));
const workplace = mkdtempSync(join(tmpdir(), 'phcc-sbom-'));
try {
  const { version, components } = writeSbom();
  console.log(`${file}: version ${version}, with ${components.length} packages`);
} finally {
  rmSync(workplace, { recursive: true });
}

function writeSbom() {
  const manifest = withoutDevelopment(readJson('package.json'));
  const lock = readJson('package-lock.json');
  // npm names the program after its folder.
  const folder = join(workplace, manifest.name);
  mkdirSync(folder);
  writeJson(join(folder, 'package.json'), manifest);
  writeJson(join(folder, 'package-lock.json'), { ...lock, packages: running(lock.packages) });
  const run = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
  const sbom = JSON.parse(execFileSync('npm', run, { cwd: folder, encoding: 'utf8' }));
  writeJson(file, sbom);
  return { version: manifest.version, components: sbom.components };
}

/**
 * What runs. npm's own `--omit=dev` would also leave out a package that runs and that something of development
 * asks for besides.
 */
function running({ '': root, ...packages }) {
  const kept = Object.entries(packages).filter(([, { dev = false }]) => !dev);
  return { '': withoutDevelopment(root), ...Object.fromEntries(kept) };
}

function withoutDevelopment(manifest) {
  return { ...manifest, devDependencies: undefined };
}

function readJson(name) {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}

function writeJson(path, content) {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
