import { generate } from 'selfsigned';

export type Certified = { readonly cert: string; readonly key: string };

/** A certificate for 127.0.0.1 that vouches for itself: a key in the repository would be one more to explain. */
export async function selfSigned(name: string): Promise<Certified> {
  const pem = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { cert: pem.cert, key: pem.private };
}
