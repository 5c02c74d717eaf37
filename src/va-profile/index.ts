/** VA Profile in its own words: ask for a person's health benefit, get it or a typed failure. */
export { createVaProfileClient, type VaProfile } from './client.ts';
export type { AnsweredQuestion, ClientTls, Protection, VaProfileSettings } from './questions.ts';
export type { AssociatedPerson, HealthBenefit, VaProfileFailure } from './health-benefit.ts';
