import { z } from 'zod';

/** Apple takes no secret but a token that one signs by oneself. */
const SigningSecret = z.strictObject({
  teamId: z.string().min(1),
  keyId: z.string().min(1),
  /** PKCS #8, PEM. */
  privateKey: z.string().min(1),
});

/** One issuer of accounts, as its console names things. */
const IssuerConfig = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** On the button. */
  name: z.string().min(1).max(40),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.union([z.string().min(1), SigningSecret]),
  /** Apple gives no address otherwise. */
  responseMode: z.enum(['query', 'form_post']).default('query'),
});
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
