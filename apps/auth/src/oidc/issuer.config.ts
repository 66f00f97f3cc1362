import { z } from 'zod';

/** One issuer of accounts, as its console names things. */
const IssuerConfig = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** On the button. */
  name: z.string().min(1).max(40),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
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
