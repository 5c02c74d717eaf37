import { beforeEach, describe, expect, it } from 'vitest';
import { ALMA, asking, kindOf } from '../../test/world/asking.ts';
import { holdQuestions } from '../../test/world/upstream.ts';
import { namedPeople } from '../stand-ins/people/index.ts';
import { startVaProfileStandIn, type VaProfileStandIn } from '../stand-ins/va-profile/index.ts';

const MINUTE = 60_000;

const { lines, closeAfterwards, clientOf, upstream } = asking();

describe('the breaker', () => {
  let standIn: VaProfileStandIn;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    standIn = await startVaProfileStandIn({ people: namedPeople });
    closeAfterwards(standIn.close);
  });

  /** Five failures on a client whose clock the test moves. */
  async function opened() {
    const client = clientOf(standIn.url, { now: () => now });
    standIn.fault({ kind: '500' });
    for (let asked = 0; asked < 5; asked += 1) await client.healthBenefit(ALMA);
    return client;
  }

  it.each(['500', '500-code', 'malformed', 'refuse', 'slow'] as const)(
    'opens with the fifth failure of the kind %s, and then VA Profile is not asked',
    async (kind) => {
      const client = clientOf(standIn.url, { deadlineMs: 150, now: () => now });
      standIn.fault({ kind });
      for (let asked = 0; asked < 5; asked += 1) {
        expect(kindOf(await client.healthBenefit(ALMA))).not.toBe('breaker-open');
      }
      const asked = standIn.requests();
      expect(await client.healthBenefit(ALMA)).toMatchObject({ error: { kind: 'breaker-open' } });
      expect(standIn.requests()).toBe(asked);
      expect(lines.filter(({ code }) => code === 'breaker-open')).toHaveLength(1);
    },
  );

  it('never opens on people that VA Profile does not know, nor on refusals', async () => {
    standIn.fault({ kind: '404' });
    const client = clientOf(standIn.url);
    for (let asked = 0; asked < 10; asked += 1) await client.healthBenefit(ALMA);
    const refusing = clientOf(
      await upstream((_request, response) => response.writeHead(403).end()),
    );
    for (let asked = 0; asked < 10; asked += 1) await refusing.healthBenefit(ALMA);
    expect(kindOf(await client.healthBenefit(ALMA))).toBe('not-found');
    expect(kindOf(await refusing.healthBenefit(ALMA))).toBe('refused-request');
  });

  it('never opens on Veterans who leave', async () => {
    const { held, listener } = holdQuestions();
    const client = clientOf(await upstream(listener));
    for (let visit = 1; visit <= 10; visit += 1) {
      const veteran = new AbortController();
      const asked = client.healthBenefit(ALMA, { signal: veteran.signal });
      await expect.poll(() => held.length).toBe(visit);
      veteran.abort();
      expect(kindOf(await asked)).toBe('cancelled');
    }
  });

  it('lets one probe through after the rest; its success closes it', async () => {
    const client = await opened();
    standIn.fault({ kind: 'none' });
    now += MINUTE - 1;
    expect(kindOf(await client.healthBenefit(ALMA))).toBe('breaker-open');
    now += 1;
    const before = standIn.requests();
    const strangers = Array.from({ length: 9 }, (_, number) => ({ ...ALMA, uuid: `x${number}` }));
    const asked = [ALMA, ...strangers].map((credential) => client.healthBenefit(credential));
    const kinds = (await Promise.all(asked)).map(kindOf);
    expect(kinds).toEqual(['ok', ...strangers.map(() => 'breaker-open')]);
    expect(standIn.requests()).toBe(before + 1);
    expect(kindOf(await client.healthBenefit(ALMA))).toBe('ok');
    expect(lines.map(({ code }) => code)).toContain('breaker-closed');
  });

  it('opens again when the probe fails, which is made once', async () => {
    const client = await opened();
    standIn.fault({ kind: 'refuse' });
    now += MINUTE;
    const before = standIn.requests();
    expect(kindOf(await client.healthBenefit(ALMA))).toBe('unreachable');
    expect(standIn.requests()).toBe(before + 1);
    now += MINUTE - 1;
    expect(kindOf(await client.healthBenefit(ALMA))).toBe('breaker-open');
  });

  it('waits for the next question when the Veteran with the probe leaves', async () => {
    const client = await opened();
    standIn.fault({ kind: 'slow' });
    now += MINUTE;
    const before = standIn.requests();
    const veteran = new AbortController();
    const probe = client.healthBenefit(ALMA, { signal: veteran.signal });
    await expect.poll(() => standIn.requests()).toBe(before + 1);
    veteran.abort();
    expect(kindOf(await probe)).toBe('cancelled');
    standIn.fault({ kind: 'none' });
    await expect.poll(async () => kindOf(await client.healthBenefit(ALMA))).toBe('ok');
  });
});
