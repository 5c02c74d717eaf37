import { placedFields } from '../../reading/sections.ts';
import { placeOfRollout } from '../../reading/stages.ts';
import { type Rule, warning } from '../../rule.ts';

const ANSWER = /\bsafe to (?:switch|turn) (?:it )?off\b[^\S\r\n]*[?:]+[^\S\r\n]*(?:yes|no)\b/i;

/** Whether people lose work or data when the feature goes away is not answered. */
export const switchOffUnanswered: Rule = {
  id: 'switch-off-unanswered',
  find: ({ plan }) => {
    if (ANSWER.test(plan.readable)) return [];
    const rollback = placedFields(plan).find(({ field }) => field.known?.name === 'rollback');
    return [
      warning(
        rollback?.field.span.start ?? placeOfRollout(plan),
        'The plan does not say whether the feature is safe to switch off: do people lose work or data then?',
        'Write in the rollback plan “Safe to switch off: yes, nothing is stored”, or “Safe to switch off: no, …” with what is lost.',
      ),
    ];
  },
};
