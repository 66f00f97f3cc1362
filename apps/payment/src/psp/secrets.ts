import { secret } from '@edu/service';
import { z } from 'zod';

/** Several, separated by commas, while one of them is being replaced: each must be a real secret. */
export const secrets = () =>
  z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .pipe(z.array(secret()))
    .meta({ secret: true });
