import type { Answers } from '../answers.ts';

/** Which features were asked for, over all snapshots, until somebody takes the list. */
export function rememberAsked() {
  const asked = new Set<string>();
  const collect = (answers: Answers) => {
    for (const featureKey of answers.takeAsked()) asked.add(featureKey);
  };
  const take = (answers: Answers): readonly string[] => {
    collect(answers);
    const taken = [...asked];
    asked.clear();
    return taken;
  };
  return { collect, take };
}
