/** What may be said and signed for a go/no-go, for the yardstick of the model-based test. */
import type { GoNoGoFact } from '../../src/release/journal/go-no-go/facts.ts';
import { demand, isProgram } from './demand.ts';
import { isGood, isInForce, reachOf } from './expected.ts';
import type { JournalRule } from './journal-rules.ts';

export const GO_NO_GO_RULES: {
  readonly [One in GoNoGoFact['kind']]: JournalRule<One>;
} = {
  'go-signed': (before, { upTo, awaiting, who: { name, role } }) => {
    const { tested, phase, go, answer, item, signed: earlier } = before;
    const reach = reachOf(upTo);
    demand(tested && phase !== 'fully-on' && go !== reach, 'a go is signed once, after Phase I');
    demand(answer === true && isGood(item), 'a go is signed when all that is asked is answered');
    const ofSame = earlier.filter((one) => one.reach === reach);
    demand(!ofSame.some((one) => one.name === name), 'everybody signs once, for one role');
    const signature = { name, role, reach };
    const isNow = isInForce(before, [...ofSame, signature]);
    demand(
      isNow === (awaiting === undefined),
      'a go waits for all roles, and a no-go for two others',
    );
    const signed = [...earlier, signature];
    return isNow ? { go: reach, noGos: [], signed } : { signed };
  },
  'no-go-signed': ({ noGos }, { who }) => ({ go: null, noGos: [...noGos, who.name], signed: [] }),
  'pause-signed': ({ phase }, { why }) => {
    demand(phase !== 'fully-on' && why !== null, 'a pause says what it waits for');
    return { go: null, signed: [] };
  },
  'go-voided': ({ signed }, entry, { untrusted }) => {
    demand(isProgram(entry) && untrusted, 'the program voids a go when nothing is heard');
    demand(signed.length > 0, 'what is void was signed');
    return { go: null, signed: [] };
  },
  'item-answered': ({ phase }, { answer, why, who }) => {
    demand(who.role === 'engineer' && phase !== 'fully-on', 'an item is answered by its owner');
    demand(answer === 'no' || why !== null, 'what is not the good answer has a reason');
    return { item: answer, itemSaid: { name: who.name, why } };
  },
  'condition-closed': () => {
    demand(false, 'no go has conditions');
    return {};
  },
};
