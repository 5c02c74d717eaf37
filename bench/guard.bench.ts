/**
 * How fast the guard takes a harmful change back, how often a harmless one, and what the rules in use elsewhere
 * do on the same days; each figure beside that of a reference. Exit code 1: they don't agree, or a limit is broken.
 */
import { hire, type Crew } from './guard/runs/crew.ts';
import { HELP, optionsFrom, type Options } from './guard/options.ts';
import { countingStudy } from './guard/studies/counting.ts';
import { everybodyStudy } from './guard/studies/everybody.ts';
import { exactStudy } from './guard/studies/exact.ts';
import { harmStudy } from './guard/studies/harm.ts';
import { nullStudy } from './guard/studies/null.ts';
import { wholeEngineStudy } from './guard/studies/whole-engine.ts';
import { tablesStudy } from './guard/studies/tables.ts';

const options = readOptions(process.argv.slice(2));
const crew = hire();
process.exitCode = (await answer(crew, options)) ? 0 : 1;
crew.dismiss();

function readOptions(args: readonly string[]): Options {
  try {
    const read = optionsFrom(args);
    if (read !== 'help') return read;
    console.log(HELP);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function answer(crew: Crew, options: Options): Promise<boolean> {
  switch (options.cells) {
    case 'all': {
      const kept: boolean[] = [];
      for (const cells of ['exact', 'tables', 'null', 'everybody', 'engine', 'harm'] as const) {
        kept.push(await answer(crew, { ...options, cells }));
      }
      return allKept(...kept);
    }
    case 'null':
      return allKept(await nullStudy(crew, options), countingStudy(options));
    case 'everybody':
      return everybodyStudy(options);
    case 'engine':
      return wholeEngineStudy(crew, options);
    case 'harm':
      return harmStudy(crew, options);
    case 'exact':
      return exactStudy(options);
    case 'tables':
      return tablesStudy(crew, options);
  }
}

function allKept(...kept: readonly boolean[]): boolean {
  return kept.every(Boolean);
}
