import { expect, it } from 'vitest';
import { relationshipInWords } from '../page/relationship.tsx';

it.each([
  ['SISTER', 'Sister'],
  ['NIECE/NEPHEW', 'Niece or nephew'],
  ['NIECE / NEPHEW', 'Niece or nephew'],
  ['CHILD-IN-LAW', 'Child-in-law'],
  ['EXTENDED FAMILY MEMBER', 'Extended family member'],
  ['GREAT-AUNT (BY MARRIAGE)', 'Great-aunt (by marriage)'],
  ['friend', 'Friend'],
  ['Friend of Bill', 'Friend of Bill'],
  ['?', '?'],
])('says the relationship %s as "%s"', (sent, words) => {
  expect(relationshipInWords(sent)).toBe(words);
});
