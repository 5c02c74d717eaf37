import { placedFields } from '../../reading/sections.ts';
import { namesAPerson } from '../../reading/people.ts';
import { placeOfRollout } from '../../reading/stages.ts';
import { textOf } from '../../reading/text-of.ts';
import { type Rule, warning } from '../../rule.ts';

/** A plan that names no one who watches for what no number shows. */
export const humanChecksUnowned: Rule = {
  id: 'human-checks-unowned',
  find: ({ plan }) => {
    const fields = placedFields(plan).map(({ field }) => field);
    const watching = fields.filter(
      ({ known }) => known?.name === 'rollback' || known?.name === 'monitors',
    );
    const written = watching.filter(({ open }) => !open);
    // Open fields have their findings already.
    if (watching.length > 0 && written.length === 0) return [];
    if (written.some(({ span }) => namesAPerson(textOf(plan, span)))) return [];
    return [
      warning(
        written[0]?.span.start ?? placeOfRollout(plan),
        'The plan names no one who watches the release for what no number shows.',
        'Write in the rollback plan, for example: “The product manager watches the console and the survey.”',
      ),
    ];
  },
};
