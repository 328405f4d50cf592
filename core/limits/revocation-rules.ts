import { createHash } from 'node:crypto';
import type { PartialBans, Viewer } from '#actor';
import { DomainError, type ErrorDetails } from '#errors';
import { epoch, FOREVER } from '#platform/clock';
import { STEP_UP_SECONDS } from '#schemas/contract';
import type { BanScope } from '#schemas/users';

/** Seconds for which an access token is good (lib/constructs/user-pool.ts). A revocation matters for so long. */
export const TOKEN_LIFE = 900;
/** Seconds by which the clocks of the minter, of a door and of the decision may differ. */
const SKEW = 60;
/** Sessions of a user that may end one by one within the life of a token. With one more the user is signed out everywhere. */
export const MOST_ENDED_ORIGINS = 12;

/** The attribute with the ban of each scope, in the row of a caller and in that of a user. */
export const BAN_FIELDS = { all: 'ban', posting: 'postingBan', messaging: 'messagingBan' } as const satisfies Record<
  BanScope,
  string
>;

/** All that stands against the tokens of a user. */
export interface Revocations {
  /** The end of the ban from everything, FOREVER for one without an end. */
  readonly ban?: string | undefined;
  /** The end of the ban from posting, an instant that is past where it was lifted. */
  readonly postingBan?: string | undefined;
  readonly messagingBan?: string | undefined;
  /** The end of the exclusion or cool-off that the user chose: it refuses no token, and closes betting content. */
  readonly excludedUntil?: string | undefined;
  /** True for a user with limits on their stakes: it refuses no token, and has picks look at the limits. */
  readonly limitsStakes?: boolean | undefined;
  /** Epoch seconds. */
  readonly endedBefore?: number | undefined;
  /** Entries of originEntry(). */
  readonly endedOrigins?: ReadonlySet<string> | readonly string[] | undefined;
  /** The newest step-up: originEntry() of its session. */
  readonly stepUp?: string | undefined;
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

/** A session, and the second in which it ended or stepped up. */
export const originEntry = (origin: string, now: Date): string => `${hashOf(origin)}@${epoch(now)}`;

const secondOf = (entry: string): number => Number(entry.slice(entry.indexOf('@') + 1));

/** The entries whose tokens have all expired. */
export const expiredOrigins = ({ endedOrigins = [] }: Revocations, now: Date): string[] =>
  [...endedOrigins].filter((entry) => secondOf(entry) < epoch(now) - TOKEN_LIFE - SKEW);

/** True when so many sessions have ended one by one that one more would not fit. */
export const isFull = (against: Revocations, now: Date): boolean =>
  [...(against.endedOrigins ?? [])].length - expiredOrigins(against, now).length >= MOST_ENDED_ORIGINS;

/** True when the session of a token has ended, by itself or with all others. */
export const isEnded = (
  { endedBefore = Number.NEGATIVE_INFINITY, endedOrigins = [] }: Revocations,
  { origin, authTime }: TokenOrigin,
): boolean => authTime <= endedBefore || [...endedOrigins].some((entry) => entry.startsWith(`${hashOf(origin)}@`));

/** Epoch seconds at which the session of a token last proved an address by a code: at its sign-in, or by its step-up. */
export const provenAt = ({ stepUp = '' }: Revocations, { origin, authTime }: TokenOrigin): number =>
  stepUp.startsWith(`${hashOf(origin)}@`) ? Math.max(authTime, secondOf(stepUp)) : authTime;

/** The refusal of a caller whose session has proven no address within STEP_UP_SECONDS; null for one that has. */
export const stepUpRefusal = (actor: Viewer, now: Date): DomainError | null =>
  actor.kind === 'user' && (actor.provenAt ?? 0) > epoch(now) - STEP_UP_SECONDS
    ? null
    : new DomainError('STEP_UP_REQUIRED', 'Give a fresh code first: POST /users/me/step-up/code sends one.');

/** The refusal of a token that is valid in itself: BANNED before UNAUTHENTICATED. Null when nothing stands against it. */
export function revocationOf(against: Revocations, token: TokenOrigin, now: Date): DomainError | null {
  const { ban } = against;
  if (ban !== undefined && ban > now.toISOString()) return banned('all', ban);
  return isEnded(against, token) ? new DomainError('UNAUTHENTICATED', 'This session is over. Sign in again.') : null;
}

/**
 * The bans from a part of the app that stand at an instant, each with its end. A decision is in the row for longer than any token of before
 * it lives, so the row goes first, and the token tells of those whose row is gone.
 * @param inToken the bans that stood when the token was minted
 */
export const partialBans = (against: Revocations, inToken: PartialBans, now: Date): PartialBans =>
  Object.fromEntries(
    (['posting', 'messaging'] as const).flatMap((scope) => {
      const until = against[BAN_FIELDS[scope]] ?? inToken[scope];
      return until !== undefined && until > now.toISOString() ? [[scope, until]] : [];
    }),
  );

const REFUSED: Readonly<Record<BanScope, string>> = {
  all: 'This account is banned.',
  posting: 'You may not post for now.',
  messaging: 'You may not write messages for now.',
};

/** The refusal of a banned caller. @param until FOREVER for a ban without an end */
export const banned = (scope: BanScope, until: string, more: ErrorDetails = {}): DomainError =>
  new DomainError('BANNED', REFUSED[scope], { scope, endsAt: until === FOREVER ? null : until, ...more });

/** The refusal of a caller who is banned from a part of the app; null for one who is not. */
export const partialBanRefusal = (actor: Viewer, scope: keyof PartialBans): DomainError | null => {
  const until = actor.kind === 'user' ? actor.bans?.[scope] : undefined;
  return until === undefined ? null : banned(scope, until);
};
