import fastifyHelmet from '@fastify/helmet';
import Fastify from 'fastify';

export type HeaderList = Readonly<Record<string, string>>;

export type HeaderPolicy = {
  readonly publicUrl: string;
  /** Where sign-out forms are allowed to lead. */
  readonly issuer: string;
};

/**
 * What every answer carries: Helmet's headers by our policy, and `no-store` unless it says otherwise. As a list,
 * since some answers are given before there is a request that a plugin could see.
 */
export async function securityHeaders(policy: HeaderPolicy): Promise<HeaderList> {
  const bare = Fastify();
  await bare.register(fastifyHelmet, helmetOptions(policy));
  bare.get('/', (_request, reply) => reply.send());
  const { headers } = await bare.inject('/');
  await bare.close();
  const set = Object.entries(headers).filter(([name]) => !OF_THE_ANSWER_ITSELF.includes(name));
  const list = set.map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries([...list, ['cache-control', 'no-store']]);
}

const OF_THE_ANSWER_ITSELF = ['content-length', 'date', 'connection', 'keep-alive'];

function helmetOptions({ publicUrl, issuer }: HeaderPolicy) {
  const behindTls = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        // Signing out posts a form here, and the answer leads on to the identity provider.
        formAction: ["'self'", new URL(issuer).origin],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(behindTls && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: behindTls,
    referrerPolicy: { policy: 'same-origin' as const },
  };
}
