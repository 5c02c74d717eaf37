import { err, ok, type Result } from '../../lib/result.ts';
import { canBeKept } from '../../lib/text-from-people.ts';
import { DEVICES, FEATURE_PAGE, LANGUAGES, type PageBatch } from './page-batch.ts';
import { readEvents } from './read-events.ts';
import { choiceOf, fieldsOf, isBatchId, oneOf, quotedName, WHAT_ID } from './strict-fields.ts';

/** What another program sends at once of the people who met its feature. */
export type ProgramBatch = {
  readonly id: string;
  /** The toggle, in whatever spelling. */
  readonly feature: string;
  readonly reports: readonly ProgramReport[];
};

/** Of one person, who had the feature or not, and of the feature’s own pages. */
export type ProgramReport = {
  /** As the program knows them. Not to be kept. */
  readonly person: string;
  readonly cohort: (typeof COHORTS)[number];
  /** For which share of people the toggle was open, 0 to 1. */
  readonly share: number;
  readonly view: PageBatch;
};

const COHORTS = ['open', 'closed', 'tester'] as const;
const MOST_REPORTS = 500;
const LONGEST_TEXT = 255;

/**
 * Reads what another program reports, all of it or nothing. The failure is a sentence, with the place of the report
 * that it is about, from 0; of what was sent it repeats names of fields and events at most.
 */
export function readProgramBatch(body: unknown): Result<ProgramBatch, string> {
  const fields = fieldsOf(body);
  if (fields === null) return err(EXPECTED);
  const stranger = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (stranger !== undefined) return err(`There is no field ${quotedName(stranger)}. ${EXPECTED}`);
  const { id, feature, reports } = fields;
  if (!isBatchId(id)) return err(WHAT_ID);
  if (!isText(feature)) return err(whatText('feature'));
  if (!Array.isArray(reports) || reports.length === 0 || reports.length > MOST_REPORTS) {
    return err(`“reports” should be a list of 1 to ${MOST_REPORTS}.`);
  }
  const read: ProgramReport[] = [];
  for (const [index, report] of reports.entries()) {
    const one = readReport(report);
    if (!one.ok) return err(`reports[${index}]: ${one.error}`);
    read.push(one.value);
  }
  return ok({ id, feature, reports: read });
}

const FIELDS: readonly string[] = ['id', 'feature', 'reports'];
const EXPECTED = 'Send an object with id, feature and reports.';

function readReport(sent: unknown): Result<ProgramReport, string> {
  const fields = fieldsOf(sent);
  if (fields === null) return err(EXPECTED_REPORT);
  const stranger = Object.keys(fields).find((name) => !REPORT_FIELDS.includes(name));
  if (stranger !== undefined)
    return err(`There is no field ${quotedName(stranger)}. ${EXPECTED_REPORT}`);
  const { person, share } = fields;
  const cohort = oneOf(COHORTS, fields['cohort']);
  if (!isText(person)) return err(whatText('person'));
  if (cohort === null) return err(choiceOf('cohort', COHORTS));
  if (!isShare(share)) return err('“share” should be a number from 0 to 1.');
  const view = readView(fields);
  return view.ok ? ok({ person, cohort, share, view: view.value }) : view;
}

const REPORT_FIELDS: readonly string[] = [
  ...['person', 'cohort', 'share'],
  ...['device', 'language', 'events'],
];
const EXPECTED_REPORT =
  'Each report is an object with person, cohort, share, device, language and events.';

function readView(fields: Readonly<Record<string, unknown>>): Result<PageBatch, string> {
  const device = oneOf(DEVICES, fields['device']);
  const language = oneOf(LANGUAGES, fields['language']);
  if (device === null) return err(choiceOf('device', DEVICES));
  if (language === null) return err(choiceOf('language', LANGUAGES));
  const events = readEvents(fields['events'], 'program');
  return events.ok ? ok({ page: FEATURE_PAGE, device, language, events: events.value }) : events;
}

const isText = (sent: unknown): sent is string =>
  typeof sent === 'string' && sent !== '' && sent.length <= LONGEST_TEXT && canBeKept(sent);

const whatText = (name: string) => `“${name}” should be text of 1 to ${LONGEST_TEXT} characters.`;

const isShare = (sent: unknown): sent is number =>
  typeof sent === 'number' && sent >= 0 && sent <= 1;
