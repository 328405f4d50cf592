import * as z from 'zod';
import type { Contract } from './contract.ts';

const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters');
const description =
  'A retry with the same key within 24 h returns the first reply, with the header `Idempotency-Replayed: true`; another body under the same key is refused.';

/** The request headers of a route that takes an `Idempotency-Key`, by lower-case name; undefined for a route that takes none. */
export const headersOf = ({ idempotencyKey }: Pick<Contract, 'idempotencyKey'>) =>
  idempotencyKey &&
  z.strictObject({
    'idempotency-key': (idempotencyKey === 'required' ? IdempotencyKey : IdempotencyKey.optional()).meta({ description }),
  });
