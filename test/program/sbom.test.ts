import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, test } from 'vitest';

import { temporaryDirectory } from './program.ts';

type Sbom = {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};
type Component = Readonly<Record<'bom-ref' | 'type' | 'name' | 'version' | 'purl', string>>;
type Manifest = { readonly name: string; readonly version: string } & Readonly<
  Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
let text: string;
let sbom: Sbom;

beforeAll(async () => {
  const directory = await temporaryDirectory();
  const file = join(directory.path, 'sbom.cdx.json');
  // As on a server, where npm has other habits: it must be the same file.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)('npm', ['run', 'sbom', '--', file], { env });
  text = readFileSync(file, 'utf8');
  sbom = JSON.parse(text) as Sbom;
  await directory.remove();
});

describe('npm run sbom', () => {
  test('writes CycloneDX about this program, by its own name', () => {
    const { name, version } = manifest;
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.\d$/) as string,
      metadata: {
        component: { type: 'application', name, version, purl: `pkg:npm/${name}@${version}` },
      },
    });
  });

  test('lists every package on which the program depends, in its version, with a purl', () => {
    const listed = sbom.components.map(({ name, version, purl }) => ({ name, version, purl }));
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      expect(listed).toContainEqual({ name, version, purl });
    }
    expect(dependsOn(sbom.metadata.component['bom-ref'])).toHaveLength(
      Object.keys(manifest.dependencies).length,
    );
  });

  test('lists nothing of development: all that is there is there for something that runs', () => {
    const reached = reachedFrom(sbom.metadata.component['bom-ref']);
    expect(sbom.components.length).toBeGreaterThan(100);
    expect(refs().filter((ref) => !reached.has(ref))).toEqual([]);
    expect([...reached].filter((ref) => !refs().includes(ref))).toEqual([]);
    expect(refs().filter((ref) => /^(vitest|oxlint|typescript|esbuild)@/.test(ref))).toEqual([]);
  });

  test('tells nothing of the machine on which it was written', () => {
    for (const here of [process.cwd(), tmpdir(), 'phcc-sbom', 'file:']) {
      expect(text).not.toContain(here);
    }
    expect(text).not.toMatch(/https?:\/\/[^/"]*@|"distribution"/);
  });
});

const refs = () => sbom.components.map((component) => component['bom-ref']);

const dependsOn = (ref: string) =>
  sbom.dependencies.find((entry) => entry.ref === ref)?.dependsOn ?? [];

/** All that this one needs, and what they need. */
function reachedFrom(root: string): ReadonlySet<string> {
  const reached = new Set(dependsOn(root));
  // A set that grows while it is walked is walked to its end.
  for (const ref of reached) for (const next of dependsOn(ref)) reached.add(next);
  return reached;
}
