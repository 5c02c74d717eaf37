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

/** What a page may load besides our own: one script, and what comes from these origins or is sent to them. */
export type Container = { readonly scriptUrl: string; readonly origins: readonly string[] };

/** The policy with room for a container, and for nothing else. */
export function policyWithContainer(policy: string, { scriptUrl, origins }: Container): string {
  const { origin, pathname } = new URL(scriptUrl);
  const more = origins.map((one) => ` ${one}`).join('');
  return policy
    .replace("script-src 'self'", `$&${more} ${origin}${pathname}`)
    .replace("connect-src 'self'", `$&${more}`)
    .replace("img-src 'self'", `$&${more}`);
}
