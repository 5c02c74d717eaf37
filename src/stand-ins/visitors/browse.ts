import type { Browser, VisitedPage } from './browser.ts';
import type { VisitLedger } from './ledger.ts';
import { noticedBy, type Manner } from './manner.ts';

const CONTACTS = '/profile/contacts';
const SURVEY = `${CONTACTS}/survey`;
const INTAKE = '/v0/events';

/** The headers by which a browser of that manner is known. */
export function headersOf({ language, asksNotToBeFollowed }: Manner) {
  return {
    'accept-language': language,
    ...(asksNotToBeFollowed && { 'sec-gpc': '1' }),
  };
}

export type Browsed = {
  readonly pages: readonly VisitedPage[];
  readonly ledger: Partial<VisitLedger>;
};

type Browsing = {
  readonly publicUrl: string;
  readonly manner: Manner;
  readonly visits: number;
};

/** Opens the contacts as often as that, and does there what such a person and their browser do. */
export async function browseContacts(browser: Browser, browsing: Browsing): Promise<Browsed> {
  const { publicUrl, manner, visits } = browsing;
  const pages: VisitedPage[] = [];
  let reported = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    pages.push(await browser.get(`${publicUrl}${CONTACTS}`));
    if (await isReported(browser, browsing)) reported += 1;
  }
  const views = pages.filter(({ status }) => status === 200).length;
  const survey = manner.answersSurvey ? await browser.post(`${publicUrl}${SURVEY}`, ANSWER) : null;
  const surveyAnswers = survey?.status === 303 ? 1 : 0;
  if (manner.asksNotToBeFollowed) return { pages, ledger: { notFollowed: views, surveyAnswers } };
  const ledger = { ...viewed(views, manner), ...noticed(reported, manner), surveyAnswers };
  return { pages: survey ? [...pages, survey] : pages, ledger };
}

const ANSWER = { answer: 'helpful', remark: '' };

/** As the page’s script does when the page is hidden. */
async function isReported(browser: Browser, { publicUrl, manner }: Browsing): Promise<boolean> {
  const { device, language, asksNotToBeFollowed } = manner;
  if (device === null || asksNotToBeFollowed) return false;
  const report = { page: 'contacts', device, language, events: noticedBy(manner) };
  const { status } = await browser.report(`${publicUrl}${INTAKE}`, report);
  return status === 200;
}

function viewed(views: number, { language }: Manner): Partial<VisitLedger> {
  const isSpanish = language === 'es';
  return {
    people: views > 0 ? 1 : 0,
    // All of them in one sign-in.
    visits: views > 0 ? 1 : 0,
    views,
    ...(isSpanish ? { spanish: views } : { english: views }),
  };
}

function noticed(reports: number, manner: Manner): Partial<VisitLedger> {
  const each = (isDone: boolean) => (isDone ? reports : 0);
  return {
    phones: each(manner.device === 'phone'),
    desktops: each(manner.device === 'desktop'),
    readHelp: manner.readsHelp && reports > 0 ? 1 : 0,
    phoneTaps: each(manner.tapsPhone),
    printed: each(manner.prints),
    scriptErrors: each(manner.meetsScriptError),
  };
}
