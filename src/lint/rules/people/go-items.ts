import { boxesIn, itemsOfTerms } from '../../../plan/index.ts';
import { type Rule, warning } from '../../rule.ts';

/** A box below the go/no-go that nobody in particular answers. */
export const goItemUnowned: Rule = {
  id: 'go-item-unowned',
  find: ({ plan }) =>
    boxesIn(plan)
      .filter(({ item }) => item.owner === null)
      .map(({ item, at }) =>
        warning(
          at,
          `“${item.text}” is an item of the go/no-go, and names no role that answers it.`,
          'Begin with the role, such as “Engineer: …”, or end with it: “… (contact center)”.',
        ),
      ),
};

/** A box below the go/no-go that says what another item says already. */
export const goItemTwice: Rule = {
  id: 'go-item-twice',
  find: ({ plan, terms }) => {
    const known = new Set(
      itemsOfTerms(terms.goItems, 0).asked.map(({ text }) => text.toLowerCase()),
    );
    return boxesIn(plan).flatMap(({ item, at }) => {
      const words = item.text.toLowerCase();
      const isNew = !known.has(words);
      known.add(words);
      if (isNew) return [];
      const message = `“${item.text}” is an item of the go/no-go already; it is asked once, as it stands there.`;
      return [warning(at, message, 'Take the box out, or word it otherwise.')];
    });
  },
};
