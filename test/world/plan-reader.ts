import { doPlanTask } from '../../src/app/plan-reader/reading.ts';
import { readImportFile } from '../../src/flags/index.ts';
import type { Result } from '../../src/lib/result.ts';
import type { ReleasePlan } from '../../src/plan/index.ts';
import type { PlanFindings, PlanReader, PlanShown } from '../../src/release/index.ts';

/** Reads plans in the thread of the test. The program has a worker for it, which is built. */
export const PLANS_HERE: PlanReader = {
  check: (document) => Promise.resolve(readHere('check', document)),
  read: (document) => Promise.resolve(readHere('read', document)),
  findings: (document) =>
    Promise.resolve(doPlanTask({ kind: 'findings', document }) as Result<PlanFindings, string>),
  show: (document, asked) =>
    Promise.resolve(doPlanTask({ kind: 'show', document, asked }) as Result<PlanShown, string>),
  report: (document, written) =>
    Promise.resolve(doPlanTask({ kind: 'report', document, written }) as Result<string, string>),
};

const read = new Map<string, Result<ReleasePlan, string>>();

/** Hundreds of tests load the same few documents, and reading is a pure function of their text. */
function readHere(kind: 'check' | 'read', document: string): Result<ReleasePlan, string> {
  const key = `${kind} ${document}`;
  const known = read.get(key) ?? (doPlanTask({ kind, document }) as Result<ReleasePlan, string>);
  read.set(key, known);
  return known;
}

/** What a whole program reads in threads that are built. */
export const READERS_HERE = { plans: PLANS_HERE, readImportFile };
