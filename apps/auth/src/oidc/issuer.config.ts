import { z } from 'zod';

/** As Apple gives a team: with it the service signs a secret of its own for each request. */
const SigningKey = z.strictObject({
  teamId: z.string().min(1),
  keyId: z.string().min(1),
  /** PKCS#8 in PEM, as in the `.p8` file. */
  privateKey: z.string().includes('PRIVATE KEY'),
});

/** One issuer of accounts, as its console names things. */
const IssuerConfig = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    /** On the button. */
    name: z.string().min(1).max(40),
    issuer: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    signingKey: SigningKey.optional(),
    /** Apple posts its answer where somebody’s name or address is asked for. */
    responseMode: z.enum(['query', 'form_post']).default('query'),
    scope: z.string().default('openid email'),
  })
  .refine(
    ({ clientSecret, signingKey }) => (clientSecret === undefined) !== (signingKey === undefined),
    {
      message: 'needs either a clientSecret or a signingKey',
    },
  );
export type IssuerConfig = z.infer<typeof IssuerConfig>;

/** The issuers whose accounts sign in, as JSON; none by default. */
export const issuersVariable = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(IssuerConfig))
  .meta({ secret: true });
