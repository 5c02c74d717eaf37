/** Who a feature is asked for: whoever is signed in, or whoever holds the cookie. */
export type ActorType = 'user' | 'cookie_id';

/** A feature that a program’s code asks for, with who answers for it and when it is to be gone. */
export type DeclaredFeature = {
  readonly key: string;
  /** A team, by its name. */
  readonly owner: string;
  readonly description: string;
  readonly actorType: ActorType;
  /** The last day on which it should still exist: `2027-06-30`. */
  readonly removeBy: string;
};
