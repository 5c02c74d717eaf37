import type { Lend, Lent } from './member.ts';

/** A place for an instance: when the one that is there dies, the next takes it. */
export type Place = {
  readonly lent: Lent;
  /** Set while it can’t reach the store: for how long, and who had the feature when that began. */
  cut: { forMs: number; readonly openBefore: readonly (readonly string[])[] } | null;
  isMuted: boolean;
  /** Whether it has closed the feature for itself, because that could not be written down. */
  isClosedHere: boolean;
};

const COUNT = 2;

export class Places {
  readonly #lend: Lend;
  #places: readonly Place[] = [];
  /** How far the clock of the world is ahead. */
  #aheadMs = 0;

  constructor(lend: Lend) {
    this.#lend = lend;
  }

  async occupy(): Promise<void> {
    for (let number = 0; number < COUNT; number += 1) await this.at(number);
  }

  async leave(): Promise<void> {
    for (const { lent } of this.#places) await lent.stop();
  }

  /** Who is there. Where somebody has died, the next one begins its work with recovering. */
  async at(number: number): Promise<Place> {
    const there = this.#places[number];
    if (there && !there.lent.isDead()) return there;
    const lent = await this.#lend(this.#aheadMs);
    const next = { lent, cut: null, isMuted: false, isClosedHere: false };
    this.#places = [...this.#places.slice(0, number), next, ...this.#places.slice(number + 1)];
    return next;
  }

  alive(): readonly Place[] {
    return this.#places.filter(({ lent }) => !lent.isDead());
  }

  connected(): readonly Place[] {
    return this.alive().filter(({ cut }) => cut === null);
  }

  nowMs(): number {
    return Date.now() + this.#aheadMs;
  }

  async wait(milliseconds: number): Promise<void> {
    this.#aheadMs += milliseconds;
    for (const { lent, cut } of this.alive()) {
      await lent.advance(milliseconds);
      if (cut) cut.forMs += milliseconds;
    }
  }
}
