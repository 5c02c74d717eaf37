import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ALMA, asking, kindOf } from '../../../test/world/asking.ts';
import { PROTECTION } from '../../../test/world/protection.ts';
import { benefitOf, holdQuestions, type Held } from '../../../test/world/upstream.ts';

const { clientOf, upstream } = asking();

describe('too many questions at once', () => {
  const bulkhead = { atOnce: 2, waiting: 1 };
  const protection = { ...PROTECTION, bulkhead };
  const veteran = (number: number) => ({ provider: 'idme', uuid: `veteran-${number}` }) as const;

  it('wait for their turn, or fail at once when too many wait', async () => {
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener), { protection });
    const [first, second, third] = [1, 2, 3].map((number) => client.healthBenefit(veteran(number)));
    expect(kindOf(await client.healthBenefit(veteran(4)))).toBe('overloaded');
    await expect.poll(() => held.length).toBe(2);
    held[0]?.response.end(benefitOf('ROBIN'));
    await expect.poll(() => held.length).toBe(3);
    for (const { response } of held) response.end(benefitOf('ROBIN'));
    expect(await Promise.all([first, second, third])).toMatchObject(
      [1, 2, 3].map(() => ({ ok: true })),
    );
  });

  it('give up at the deadline or when the Veteran leaves, and VA Profile hears nothing of it', async () => {
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener), { protection, deadlineMs: 5_000 });
    const silent = [1, 2].map((number) => client.healthBenefit(veteran(number)));
    const leaving = new AbortController();
    const left = client.healthBenefit(veteran(3), { signal: leaving.signal });
    leaving.abort();
    expect(kindOf(await left)).toBe('cancelled');
    expect(kindOf(await client.healthBenefit(veteran(4)))).toMatch(/overloaded|timeout/);
    expect((await Promise.all(silent)).map(kindOf)).toEqual(['timeout', 'timeout']);
    expect(held.map(({ uuid }) => uuid)).not.toContain('veteran-3');
    const again = client.healthBenefit(veteran(5));
    await expect.poll(() => held.some(({ uuid }) => uuid === 'veteran-5')).toBe(true);
    held.at(-1)?.response.end(benefitOf('ROBIN'));
    expect(kindOf(await again)).toBe('ok');
  });
});

describe('the same question at the same moment', () => {
  it('is asked once, and asked again after its answer', async () => {
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener));
    const clicks = [client.healthBenefit(ALMA), client.healthBenefit(ALMA)];
    await expect.poll(() => held.length).toBe(1);
    held[0]?.response.end(benefitOf('ROBIN'));
    expect((await Promise.all(clicks)).map(kindOf)).toEqual(['ok', 'ok']);
    const next = client.healthBenefit(ALMA);
    await expect.poll(() => held.length).toBe(2);
    held[1]?.response.end(benefitOf('QUINN'));
    expect(await next).toMatchObject({ value: { associatedPersons: [{ givenName: 'QUINN' }] } });
  });

  it('goes on for the second click when the first is called off, and ends with both', async () => {
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener));
    const [first, second, third] = [1, 2, 3].map(() => new AbortController());
    if (!first || !second || !third) throw new Error('there are three');
    const clicks = [first, second].map(({ signal }) => client.healthBenefit(ALMA, { signal }));
    await expect.poll(() => held.length).toBe(1);
    const hungUp = vi.fn();
    held[0]?.request.socket.once('close', hungUp);
    first.abort();
    expect(await clicks[0]).toMatchObject({ error: { kind: 'cancelled' } });
    expect(hungUp).not.toHaveBeenCalled();
    second.abort();
    const fresh = client.healthBenefit(ALMA, { signal: third.signal });
    expect(await clicks[1]).toMatchObject({ error: { kind: 'cancelled' } });
    await expect.poll(() => hungUp).toHaveBeenCalledOnce();
    await expect.poll(() => held.length).toBe(2);
    held[1]?.response.end(benefitOf('ROBIN'));
    expect(kindOf(await fresh)).toBe('ok');
  });

  it('never gets one Veteran another’s answer, whoever asks, leaves or joins', async () => {
    const answerLater = ({ uuid, response }: Held) => response.end(benefitOf(uuid));
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener));
    const visit = fc.record({
      uuid: fc.constantFrom('a', 'b', 'c', 'a:b', 'b^PN'),
      provider: fc.constantFrom('idme' as const, 'logingov' as const),
      leaves: fc.boolean(),
    });
    const visits = fc.array(visit, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(visits, fc.integer(), async (asked, seed) => {
        held.splice(0);
        const questions = asked.map(({ leaves, ...credential }) => {
          const leaving = new AbortController();
          const answer = client.healthBenefit(credential, { signal: leaving.signal });
          if (leaves) leaving.abort();
          return { answer, expected: leaves ? null : credential.uuid.split('^')[0] };
        });
        const staying = asked.filter(({ leaves }) => !leaves);
        const keys = new Set(staying.map(({ provider, uuid }) => `${provider} ${uuid}`));
        const alive = () => held.filter(({ request }) => !request.socket.destroyed);
        await expect.poll(() => alive().length).toBeGreaterThanOrEqual(keys.size);
        // In any order, so that nothing hangs on who was asked for first.
        const order = alive().toSorted(
          (a, b) => ((a.uuid.length * seed) % 7) - ((b.uuid.length * seed) % 7),
        );
        order.forEach(answerLater);
        for (const { answer, expected } of questions) {
          const heard = await answer;
          const name = heard.ok ? heard.value.associatedPersons[0]?.givenName : null;
          expect(name).toBe(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
