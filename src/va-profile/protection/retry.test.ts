import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ALMA, asking, kindOf } from '../../../test/world/asking.ts';
import { benefitOf } from '../../../test/world/upstream.ts';

const { lines, clientOf, upstream } = asking();

/** Answers the questions in turn, each with its listener, and counts them. */
async function inTurn(...listeners: readonly RequestListener[]) {
  let asked = 0;
  const url = await upstream((request, response) => {
    const listener = listeners[Math.min(asked, listeners.length - 1)];
    asked += 1;
    listener?.(request, response);
  });
  return { url, asked: () => asked };
}

const answers = (status: number, body: string): RequestListener => {
  return (_request, response) => response.writeHead(status).end(body);
};
/** Long enough for two attempts on a busy machine. */
const PATIENT_MS = 3_000;

const hangsUp: RequestListener = (request) => request.socket.resetAndDestroy();

describe('a second attempt', () => {
  it.each([
    ['hangs up before it answers', hangsUp],
    ['says 502', answers(502, '')],
    ['says 503', answers(503, '<html>')],
    ['says 504', answers(504, '')],
  ])('is made once when VA Profile %s', async (_what, fails) => {
    const recovered = await inTurn(fails, answers(200, benefitOf('ROBIN')));
    expect(await clientOf(recovered.url).healthBenefit(ALMA)).toHaveProperty('ok', true);
    expect(lines).toMatchObject([{ msg: 'VA Profile answered', attempts: 2 }]);
    const failing = await inTurn(fails);
    expect(await clientOf(failing.url).healthBenefit(ALMA)).toHaveProperty('ok', false);
    expect([recovered.asked(), failing.asked()]).toEqual([2, 2]);
  });

  it.each<[string, RequestListener]>([
    ['says 500', answers(500, '')],
    ['says 503 with a code of its own', answers(503, '{"messages":[{"code":"MVI203"}]}')],
    ['refuses', answers(403, '')],
    ['is malformed', answers(200, '{}')],
    [
      'hangs up in the middle of its answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('{', () => request.socket.resetAndDestroy());
      },
    ],
  ])('is not made when VA Profile %s', async (_what, listener) => {
    const { url, asked } = await inTurn(listener);
    expect(await clientOf(url).healthBenefit(ALMA)).toHaveProperty('ok', false);
    expect(asked()).toBe(1);
  });

  it('is not made after a timeout, and has no time of its own', async () => {
    const silent = await inTurn(() => undefined);
    const late = clientOf(silent.url, { deadlineMs: PATIENT_MS });
    expect(kindOf(await late.healthBenefit(ALMA))).toBe('timeout');
    expect(silent.asked()).toBe(1);
    const half = await inTurn(hangsUp, () => undefined);
    const startedAt = performance.now();
    const patient = clientOf(half.url, { deadlineMs: PATIENT_MS });
    expect(kindOf(await patient.healthBenefit(ALMA))).toBe('timeout');
    expect(performance.now() - startedAt).toBeLessThan(2 * PATIENT_MS);
    expect(half.asked()).toBe(2);
  });

  it('is not made for somebody who has left', async () => {
    const veteran = new AbortController();
    const { url, asked } = await inTurn((_request, response) => {
      response.writeHead(503).end(() => veteran.abort());
    });
    const answer = await clientOf(url).healthBenefit(ALMA, { signal: veteran.signal });
    expect(kindOf(answer)).toBe('cancelled');
    expect(asked()).toBe(1);
  });
});

describe('the trace', () => {
  it('goes on to VA Profile, and its id into the log', async () => {
    const seen: unknown[] = [];
    const client = clientOf(
      await upstream(({ headers }, response) => {
        seen.push(headers['traceparent']);
        response.end(benefitOf('ROBIN'));
      }),
    );
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    await client.healthBenefit(ALMA, { trace: { traceId, traceparent } });
    await client.healthBenefit(ALMA);
    expect(seen).toEqual([traceparent, expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/)]);
    expect(lines[0]).toMatchObject({ traceId, attempts: 1 });
  });
});
