import { distance } from 'fastest-levenshtein';

import { err, ok, type Result } from '../../../lib/result.ts';
import { spellingOf } from '../../../lib/spelling.ts';
import { refused, type CommandOutcome } from '../../outcome.ts';
import type { Server } from '../../server.ts';
import { featurePath } from './paths.ts';

/** The key of the feature that a name on the command line means; without one, a refusal with the nearest name. */
export async function knownFeature(
  server: Server,
  name: string,
): Promise<Result<string, CommandOutcome>> {
  if (name.trim() === '') return err(await noSuchFeature(server, name));
  const answer = await server.get(featurePath(name));
  if (answer.ok) return ok((answer.value as { readonly key: string }).key);
  return err(answer.error.exitCode === 1 ? await noSuchFeature(server, name) : answer.error);
}

export async function noSuchFeature(server: Server, name: string): Promise<CommandOutcome> {
  const answer = await server.get('/flipper/api/features?exclude_gates=true');
  const { features } = answer.ok ? (answer.value as ListedNames) : { features: [] };
  return refused(
    unknownInWords(
      name,
      features.map(({ key }) => key),
    ),
    'no-such-feature',
  );
}

type ListedNames = { readonly features: readonly { readonly key: string }[] };

function unknownInWords(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known);
  const hint = nearest === null ? 'phcc flags list names all' : `Did you mean “${nearest}”`;
  const mark = nearest === null ? '.' : '?';
  return `There is no feature “${name}”. Nothing was changed. ${hint}${mark} A new one is made by phcc flags add.`;
}

/** Null where every name differs in more than a third of its letters. */
function nearestOf(name: string, known: readonly string[]): string | null {
  const asked = spellingOf(name);
  const ranked = known
    .map((key) => ({ key, edits: distance(asked, spellingOf(key)) }))
    .toSorted((a, b) => a.edits - b.edits);
  const [nearest] = ranked;
  return nearest && nearest.edits <= Math.max(2, asked.length / 3) ? nearest.key : null;
}
