import { setImmediate as nextTurn } from 'node:timers/promises';

import { PGlite } from '@electric-sql/pglite';

/** The longest time for which a row of statements may keep the event loop to itself, in milliseconds. */
const TURN_MS = 8;

/**
 * PGlite answers in microtasks, and a row of statements would starve timers and sockets until its end. This
 * one lets them have their turn. A single long statement still blocks: keep statements small.
 */
export class FairPGlite extends PGlite {
  #turnBegan = performance.now();

  override async execProtocolStream(
    ...call: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    if (performance.now() - this.#turnBegan > TURN_MS) {
      await nextTurn();
      this.#turnBegan = performance.now();
    }
    return super.execProtocolStream(...call);
  }
}
