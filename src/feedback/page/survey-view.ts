import type { SurveyOutcome, SurveyStanding } from '../survey.ts';
import type { SentForm, SurveyProblem } from '../survey-form.ts';

/** What people are told once they have sent the form and nothing more is asked of them. */
export type SurveyNotice = Exclude<SurveyOutcome['kind'], 'refused'>;

/** What stands in the survey’s place on a page. */
export type SurveyView =
  | { readonly kind: SurveyStanding | SurveyNotice }
  /** With what was typed still in it: only its author sees it. */
  | { readonly kind: 'refused'; readonly form: SentForm; readonly problem: SurveyProblem };

const NOTICES: readonly SurveyNotice[] = ['kept', 'without-remark', 'answered-before', 'not-asked'];

/** The name in the address to which a sent form leads. */
export const NOTICE_PARAMETER = 'survey';

/** The notice that an address asks for; null without one that there is. */
export function noticeNamed(name: unknown): SurveyNotice | null {
  return NOTICES.find((notice) => notice === name) ?? null;
}

/** A notice is shown only where it is true. */
export function viewOf(
  standing: SurveyStanding | null,
  notice: SurveyNotice | null,
): SurveyView | null {
  if (standing === null) return notice === 'not-asked' ? { kind: notice } : null;
  const isTrue = standing === 'answered' && notice !== null && notice !== 'not-asked';
  return { kind: isTrue ? notice : standing };
}
