import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';

/** Who may call. `public`: anyone; a caller who sends a token is known (and limited) by it. `user`, `admin`: a valid token is required. */
export type Access = 'public' | 'user' | 'admin';

/** At most `calls` in a window of `seconds`, which opens with its first call. */
export interface Limit {
  /** `accepted`: only calls that succeed count, inside the use case's own transaction. */
  readonly counts?: 'accepted';
  readonly calls: number;
  readonly seconds: number;
}

/** One route, said once. The handler's types, the checks at the door, OpenAPI and the routes in CDK all come from it. */
export interface Contract {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway's form: `/api/v1/picks/{pickId}` */
  readonly path: `/api/v1/${string}`;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  /** Of a public route: a token that does not hold, or no longer, is taken for none. Who comes to refresh may well send the old one along. */
  readonly forgivesToken?: true;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Request headers that mean something to this route, by lower-case name. */
  readonly headers?: z.ZodObject;
  readonly status: 200 | 201 | 202;
  /** What stands under `data`; for a list, the array. */
  readonly reply: z.ZodType;
  /** A list: the handler returns a page, and `meta.pagination` says the rest. Its query needs `limit` and `cursor` (see PageQuery). */
  readonly paged?: true;
  /** Beyond INVALID_INPUT, RATE_LIMITED, INTERNAL and UNAVAILABLE, which every route has. */
  readonly errors: readonly ErrorCode[];
  /** On top of the caller's tier, which holds over all routes. Counted per user where signed in, else per IP. */
  readonly limit?: Limit;
}

export const contract = <const C extends Contract>(c: C): C => c;
