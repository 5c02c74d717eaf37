import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../../test/world/certificates.ts';
import { PROTECTION } from '../../test/world/protection.ts';
import { benefitOf, serve, type Upstream } from '../../test/world/upstream.ts';
import { createLog } from '../lib/log.ts';
import { createVaProfileClient, type ClientTls } from './index.ts';

const ALMA = { provider: 'idme', uuid: '1d3ec0de000040008000000000000001' } as const;
const SERVER = await selfSigned('va-profile');
const CLIENT = await selfSigned('personal-health-care-contacts');
const STRANGER = await selfSigned('somebody-else');

const seen: unknown[] = [];
let vaProfile: Upstream;
beforeAll(async () => {
  const mutual = { ...SERVER, ca: CLIENT.cert, requestCert: true, rejectUnauthorized: true };
  vaProfile = await serve(({ socket }, response) => {
    if (socket instanceof TLSSocket) seen.push(socket.getPeerCertificate().subject.CN);
    response.end(benefitOf('ROBIN'));
  }, mutual);
});
afterAll(() => vaProfile.close());

async function ask(tls: ClientTls) {
  const client = createVaProfileClient({
    baseUrl: vaProfile.url,
    deadlineMs: 60_000,
    log: createLog('silent'),
    protection: PROTECTION,
    tls,
  });
  const answer = await client.healthBenefit(ALMA);
  await client.close();
  return answer;
}

describe('a VA Profile that wants to know who asks', () => {
  it('answers the client whose certificate it knows', async () => {
    expect(await ask({ ...CLIENT, ca: SERVER.cert })).toHaveProperty('ok', true);
    expect(seen).toEqual(['personal-health-care-contacts']);
  });

  it.each<[string, ClientTls]>([
    ['without a certificate', { ca: SERVER.cert }],
    ['with one that it does not know', { ...STRANGER, ca: SERVER.cert }],
    ['that does not trust it', { ...CLIENT }],
    ['that trusts another authority', { ...CLIENT, ca: STRANGER.cert }],
  ])('is unreachable for a client %s, and hears no question', async (_what, tls) => {
    const heard = seen.length;
    expect(await ask(tls)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(seen).toHaveLength(heard);
  });
});
