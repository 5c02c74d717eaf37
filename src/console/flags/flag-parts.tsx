import type { ComponentChildren } from 'preact';

import { timeInEasternTime } from '../../lib/eastern-time.ts';

export function Panel(props: {
  readonly id: string;
  readonly heading: string;
  /** Whether there is nothing in it but what somebody can do, which is no matter of paper. */
  readonly isToDo?: true;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={props.isToDo ? 'panel screen-only' : 'panel'} aria-labelledby={props.id}>
      <h2 id={props.id}>{props.heading}</h2>
      {props.children}
    </section>
  );
}

/** Null: there was no such flag. */
export function Gates({ gates }: { readonly gates: readonly string[] | null }) {
  if (gates === null) return <>No such flag</>;
  if (gates.length === 0) return <>Closed for everyone.</>;
  return <>{gates.join(' ')}</>;
}

export function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{timeInEasternTime(at)}</time>;
}
