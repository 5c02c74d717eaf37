/**
 * The work, never twice at once. A caller that asks while it is under way waits for one more round, because the
 * one under way may have begun before what they ask for had happened; that round is shared by all of them.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    const round = work().finally(() => {
      if (underWay === round) underWay = null;
    });
    underWay = round;
    return round;
  }

  return () => {
    if (next) return next;
    if (!underWay) return begin();
    next = underWay
      .catch(() => undefined)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
