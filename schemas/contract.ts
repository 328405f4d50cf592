import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';
import type { Gate } from './regions.ts';

/**
 * At most `calls` in a window of `seconds`. The door's windows are aligned to the clock, and at most a day long; the window of a limit of
 * accepted calls opens with its first call.
 */
export interface Limit {
  readonly calls: number;
  readonly seconds: number;
  /** Replaces `calls` for an account younger than YOUNG_SECONDS. */
  readonly youngCalls?: number;
  /** `accepted`: only calls that succeed count, inside the use case's own transaction. */
  readonly counts?: 'accepted';
  /** One word, such as `feeds`: the limits with this word and window count the calls of all their contracts together. */
  readonly over?: string;
}

const WINDOWS: Readonly<Record<number, string>> = { 60: 'a minute', 3600: 'an hour', 86400: 'a day' };
/** The length of a limit's window, as documents and refusals name it: `an hour`, `in 300 s`. */
export const windowText = (seconds: number): string => WINDOWS[seconds] ?? `in ${seconds} s`;

/** Age up to which `Limit.youngCalls` applies to an account. */
export const YOUNG_SECONDS = 86_400;

/** A reply without the envelope, such as an HTML page. The handler returns the text, or the bytes. */
export interface RawReply {
  /** The whole header, with the charset. */
  readonly contentType: string;
  /** The handler returns a Buffer. */
  readonly bytes?: true;
  /** Further headers, names in lower case. `cache-control` is `no-store` without one. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The statuses that a route may reply with. A zod type describes `data` of the envelope; for a list, the array. */
export interface Replies {
  readonly 200?: z.ZodType | RawReply;
  readonly 201?: z.ZodType;
  readonly 202?: z.ZodType;
  readonly 204?: 'empty';
  /** The handler returns the URL. */
  readonly 302?: 'redirect';
  /** A page for people, in the place of the envelope of NOT_FOUND. */
  readonly 404?: RawReply;
}

/**
 * Conditions that the door checks before the handler runs. Each field has a row in lambdas/middleware/checks.ts, and a check to come is
 * one more of both.
 */
export interface Checks {
  /** `user` needs a caller whom the gateway let in. The door asks again, so that a route without an authorizer lets nobody in. */
  readonly access: 'public' | 'user';
  /** The role that the token names has to have it. A token that names a role which was taken away is refused (docs/identity.md). */
  readonly permission?: Permission;
  /** Refuses a caller who is banned from this part of the app. */
  readonly notBannedFrom?: 'posting' | 'messaging';
  /** The session of the caller has proven an address by a code within STEP_UP_SECONDS: at its sign-in, or by `POST /users/me/step-up`. */
  readonly stepUp?: true;
  /** `any`: also a user who has not accepted the terms that stand may call. Without it, every route for users asks for them. */
  readonly terms?: 'any';
  /** The gate of age, region and exclusion that a caller has to pass, `account` where it is left out. `none` for routes that are open to all. */
  readonly gated?: Gate | 'none';
}

/** Seconds for which a code that was given counts as a step-up. */
export const STEP_UP_SECONDS = 300;

interface PublicAccess {
  /** Anyone may call. A caller who sends a token is known, and limited, by it. */
  readonly access: 'public';
  /** An invalid or expired token is ignored. A client that refreshes may well send the old token along. */
  readonly forgivesToken?: true;
  /**
   * `limits` count the session that the body names, living or not, or the signed message that it carries. The network counts only where that is
   * none, or a session that is over.
   */
  readonly limitedBy?: 'session' | 'message';
  /** Seconds for which an answer to callers without a token may be repeated to others of them. None when left out. */
  readonly publicSeconds?: number;
  /** Seconds for which caches on the way may keep the reply. Only for one that is the same for every caller, everywhere. */
  readonly sharedSeconds?: number;
  readonly permission?: never;
  readonly notBannedFrom?: never;
  readonly stepUp?: never;
  readonly terms?: never;
  /** Nobody knows the age of a caller without a token, so that prices and offers are for users. */
  readonly gated?: 'none' | 'boards';
}

interface UserAccess {
  /** A valid token is required; the gateway verifies it. */
  readonly access: 'user';
  readonly forgivesToken?: never;
  readonly limitedBy?: never;
  readonly publicSeconds?: never;
  readonly sharedSeconds?: never;
}

interface ContractFields extends Checks {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway's form: `/api/v1/picks/{pickId}`. Outside `/api/v1` there are raw replies and redirects only. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  /** An app of today does not call it. */
  readonly deprecated?: true;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject | z.ZodDiscriminatedUnion<readonly z.ZodObject[]>;
  /** The header `Idempotency-Key`. None when left out. */
  readonly idempotencyKey?: 'optional' | 'required';
  readonly replies: Replies;
  /**
   * A list: the handler returns a page, and `meta.pagination` says where the next begins. Its query needs `limit` and `cursor` (see
   * PageQuery).
   */
  readonly paged?: true;
  /** Fields of `meta` beside the timestamp, and the pagination of a list. The handler returns them with its result, under `meta`. */
  readonly meta?: z.ZodObject;
  /** A client may keep the reply, and asks each time whether it still holds (`ETag`). So it may for every public GET. */
  readonly revalidated?: true;
  /** The handler of a write begins while the call is counted. It awaits `admitted` before it writes anything. */
  readonly beginsBeside?: true;
  /** Errors of the use case. See `errorsOf` for those that follow from the other fields. */
  readonly errors: readonly ErrorCode[];
  /** On top of the limit of the caller's tier over all routes. Counted per user where signed in, else per network. */
  readonly limits?: readonly Limit[];
}

/** A route of the HTTP API. The handler's types, the checks at the door, OpenAPI and the gateway's routes are derived from it. */
export type Contract = ContractFields & (PublicAccess | UserAccess);

export const contract = <const C extends Contract>(c: C): C => c;

/** A public GET is also there as HEAD. */
export const hasHead = ({ method, access }: Pick<Contract, 'method' | 'access'>): boolean =>
  method === 'GET' && access === 'public';

/** The JSON replies of this route have an `ETag`. */
export const hasTag = (contract: Contract): boolean => hasHead(contract) || contract.revalidated === true;

/** `data` of a route's JSON replies, as a client reads it. */
export type ReplyData<C extends Contract> = C['replies'][keyof C['replies']] extends infer R
  ? R extends z.ZodType
    ? z.output<R>
    : never
  : never;

/** Seconds for which answers to costly public reads may be repeated. */
export const PUBLIC_SECONDS = 30;

const EVERYWHERE: readonly ErrorCode[] = ['INVALID_INPUT', 'RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE'];

/** @returns every error that our code may answer on a route, each once */
export function errorsOf({
  errors,
  access,
  terms,
  gated = 'account',
  permission,
  stepUp,
  idempotencyKey,
  forgivesToken,
  body,
}: Contract): readonly ErrorCode[] {
  const all: readonly ErrorCode[] = [
    ...EVERYWHERE,
    // A token whose session has ended, or whose user is banned, passes the gateway.
    ...(forgivesToken ? [] : (['UNAUTHENTICATED', 'BANNED'] as const)),
    ...errors,
    ...(permission ? (['FORBIDDEN'] as const) : []),
    ...(access === 'user' && terms === undefined ? (['TERMS_REQUIRED'] as const) : []),
    ...(gated === 'none' ? [] : (['REGION_NOT_AVAILABLE'] as const)),
    ...(gated === 'none' || access === 'public' ? [] : (['AGE_VERIFICATION_REQUIRED'] as const)),
    ...(gated === 'none' || gated === 'account' ? [] : (['EXCLUDED'] as const)),
    ...(stepUp ? (['STEP_UP_REQUIRED'] as const) : []),
    ...(idempotencyKey ? (['IDEMPOTENCY_KEY_REUSED'] as const) : []),
    ...(body ? (['UNSUPPORTED_MEDIA_TYPE'] as const) : []),
  ];
  return [...new Set(all)];
}
