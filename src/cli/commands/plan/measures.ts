import { Command } from 'commander';

import {
  bulletOf,
  LIBRARY,
  libraryEntry,
  MEASURE_LIST,
  nearestEntry,
  readCriterion,
  whyUnmeasured,
  type LibraryEntry,
} from '../../../criteria/index.ts';
import { measuresInWords } from '../../measures-in-words.ts';
import { done, failed, type CommandOutcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';

type MeasuresOptions = CommonOptions & { readonly library?: boolean; readonly insert?: string };

export function measuresCommand(): Command {
  return withJson(new Command('measures'))
    .description('what a criterion or a rollback rule can be about, with an example each')
    .option('--library', 'criteria and rules that are ready to be put into a plan, as bullets')
    .option('--insert <name>', 'one of these bullets, by its name')
    .action((options: MeasuresOptions) => {
      say(measures(options), options);
    });
}

/** What the command has to say. */
export function measures({ library = false, insert }: MeasuresOptions): CommandOutcome {
  if (insert !== undefined) return insertion(insert);
  if (library) return done(libraryInWords(), { library: LIBRARY });
  return done(measuresInWords(MEASURE_LIST), { measures: MEASURE_LIST });
}

function insertion(name: string): CommandOutcome {
  const entry = libraryEntry(name);
  if (entry) return done(bulletOf(entry), entry);
  const near = nearestEntry(name);
  const guess = near === null ? '' : ` Did you mean ${near}?`;
  return failed(
    `The library has nothing called “${name}”.${guess} \`phcc plan measures --library\` shows all of it.`,
    'no-such-entry',
  );
}

/** Markdown, to be copied from. */
function libraryInWords(): string {
  return [
    '## Success criteria',
    '',
    ...entriesOf('criterion').flatMap(entryInWords),
    '## Rollback plan',
    '',
    ...entriesOf('rollback').flatMap(entryInWords),
  ]
    .join('\n')
    .trimEnd();
}

const entriesOf = (kind: LibraryEntry['kind']) => LIBRARY.filter((entry) => entry.kind === kind);

function entryInWords(entry: LibraryEntry): readonly string[] {
  const read = readCriterion(entry.code);
  const unmeasured = read.ok ? whyUnmeasured(read.value) : null;
  const why = unmeasured === null ? entry.why : `${entry.why} ${unmeasured}`;
  return [`<!-- ${entry.name}: ${why} -->`, bulletOf(entry), ''];
}
