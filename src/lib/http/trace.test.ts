import { describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { newTrace, traceOf } from './trace.ts';

const ID = newId();
const BEGUN = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const traceWith = (traceparent: string) => traceOf({ id: ID, headers: { traceparent } });

describe('a trace', () => {
  it('is the one that whoever asks has begun', () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(traceWith(BEGUN)).toEqual({ traceId, traceparent: BEGUN });
  });

  it('of a later version is passed on in ours', () => {
    const later = `${BEGUN.replace('00-', 'cc-')}-what-may-come`;
    expect(traceWith(later).traceparent).toBe(BEGUN);
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'ROBIN SAMPLE'],
    ['capitals', BEGUN.toUpperCase()],
    ['a trace of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['a parent of zeros', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
    ['a version that can’t be', BEGUN.replace('00-', 'ff-')],
    ['more than its version has', `${BEGUN}-ROBIN`],
  ])('is made of the request’s id when the header is %s', (_what, traceparent) => {
    const traceId = ID.replaceAll('-', '');
    expect(traceWith(traceparent).traceId).toBe(traceId);
    expect(traceWith(traceparent)).toEqual(traceOf({ id: ID, headers: {} }));
    expect(traceWith(traceWith(traceparent).traceparent).traceId).toBe(traceId);
  });

  it('is made anew for an id that is no UUID', () => {
    expect(traceOf({ id: 'req-1', headers: {} }).traceId).toMatch(/^[\da-f]{32}$/);
    expect(newTrace().traceId).not.toBe(newTrace().traceId);
  });
});
