import { createHash } from 'node:crypto';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';

/** Seconds for which an access token is good (lib/constructs/user-pool.ts). What stands against a token matters for so long. */
export const TOKEN_LIFE = 900;
/** Seconds by which the clocks of the minter, of a door and of the decision may differ. */
const SKEW = 60;
/** Sessions of a user that may end one by one within the life of a token. With one more the user is signed out everywhere. */
export const MOST_ENDED_ORIGINS = 12;

/** All that stands against the tokens of a user. */
export interface Revocations {
  readonly ban?: { readonly scope: 'account'; readonly endsAt?: string | undefined } | undefined;
  /** Epoch seconds. */
  readonly endedBefore?: number | undefined;
  /** Entries of endedOrigin(). */
  readonly endedOrigins?: ReadonlySet<string> | readonly string[] | undefined;
}

/** The claims of an access token that revocations are compared with. */
export interface TokenOrigin {
  /** Cognito's `origin_jti`: the same in all tokens of a session. */
  readonly origin: string;
  /** Cognito's `auth_time`, the sign-in of the session, in epoch seconds. */
  readonly authTime: number;
}

/** 60 bits of a hash: enough to tell the sessions of one user apart, and a third of the origin's length. */
const hashOf = (origin: string): string => createHash('sha256').update(origin).digest('base64url').slice(0, 10);

/** The entry of a session that ends. */
export const endedOrigin = (origin: string, now: Date): string => `${hashOf(origin)}@${epoch(now)}`;

const endOf = (entry: string): number => Number(entry.slice(entry.indexOf('@') + 1));

/** The entries whose tokens have all expired. */
export const expiredOrigins = ({ endedOrigins = [] }: Revocations, now: Date): string[] =>
  [...endedOrigins].filter((entry) => endOf(entry) < epoch(now) - TOKEN_LIFE - SKEW);

/** True when so many sessions have ended one by one that one more would not fit. */
export const isFull = (against: Revocations, now: Date): boolean =>
  [...(against.endedOrigins ?? [])].length - expiredOrigins(against, now).length >= MOST_ENDED_ORIGINS;

/** True when the session of a token has ended, by itself or with all others. */
export const isEnded = (
  { endedBefore = Number.NEGATIVE_INFINITY, endedOrigins = [] }: Revocations,
  { origin, authTime }: TokenOrigin,
): boolean => authTime <= endedBefore || [...endedOrigins].some((entry) => entry.startsWith(`${hashOf(origin)}@`));

/** The refusal of a token that is valid in itself: BANNED before UNAUTHENTICATED. Null when nothing stands against it. */
export function revocationOf(against: Revocations, token: TokenOrigin, now: Date): DomainError | null {
  const { ban } = against;
  if (ban && (ban.endsAt === undefined || ban.endsAt > now.toISOString()))
    return new DomainError('BANNED', 'This account is banned.', { endsAt: ban.endsAt ?? null });
  return isEnded(against, token) ? new DomainError('UNAUTHENTICATED', 'This session is over. Sign in again.') : null;
}
