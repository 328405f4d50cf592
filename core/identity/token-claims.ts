import { leastAge, signalsOf } from '#core/gates';
import { banOf, endOfBan, loadUser, type StoredUser, tierAt } from '#core/users';
import type { UserId } from '#schemas/common';
import { PERMISSIONS } from '#schemas/permissions';
import { termsText } from '#schemas/terms';

/** Our claims in an access token. `permissions` is one string with spaces, since the gateway flattens lists. */
export interface TokenClaims {
  readonly userId: string;
  readonly role: StoredUser['role'];
  readonly tier: StoredUser['tier'];
  readonly permissions: string;
  /** The versions of the texts that the user has accepted. */
  readonly terms?: string;
  /** The end of the ban from posting, where one stands. */
  readonly postingBan?: string;
  readonly messagingBan?: string;
  /** Full years, of a user whose age was accepted as proven. */
  readonly age?: string;
  /** The region that the user declared. */
  readonly region?: string;
  /** The end of the exclusion or cool-off that the user chose, where one stands. */
  readonly excludedUntil?: string;
  /** There for a user with limits on their stakes. */
  readonly limitsStakes?: 'true';
}

const OF_TIER = { free: [], premium: ['premium'] } as const satisfies Record<StoredUser['tier'], readonly string[]>;

/** The scope that every route for users requires. The doors themselves ask for an age, since some routes are open at any. */
const SCOPE = 'youbet/user';

/** @param now a tier that has ended by then is `free`; a token of before names it for the 15 minutes that it lives */
export function claimsOf(user: StoredUser, now: Date): TokenClaims {
  const { userId, role } = user;
  const tier = tierAt(user, now);
  const [posting, messaging] = [banOf(user, 'posting', now), banOf(user, 'messaging', now)];
  return {
    userId,
    role,
    tier,
    permissions: [...PERMISSIONS[role], ...OF_TIER[tier]].join(' '),
    ...(user.terms && { terms: termsText(user.terms) }),
    ...(posting && { postingBan: endOfBan(posting) }),
    ...(messaging && { messagingBan: endOfBan(messaging) }),
    ...(user.ageVerifiedAt !== undefined && { age: String(ageOf(user, now)) }),
    ...(user.standing?.region !== undefined && { region: user.standing.region }),
    ...exclusionOf(user, now),
    ...(user.standing?.stakeLimits !== undefined && { limitsStakes: 'true' as const }),
  };
}

const exclusionOf = ({ standing }: StoredUser, now: Date): { excludedUntil?: string } =>
  standing?.excludedUntil !== undefined && standing.excludedUntil > now.toISOString()
    ? { excludedUntil: standing.excludedUntil }
    : {};

const ageOf = ({ dateOfBirth, standing }: StoredUser, now: Date): number =>
  leastAge({ dateOfBirth, timeZone: standing?.timeZone, signals: signalsOf(standing ?? {}) }, now);

/**
 * Claims and scopes of a token that Cognito is about to mint.
 * @throws for a user without an account, for a banned one and for one who is being deleted, so that Cognito mints nothing
 */
export async function tokenClaims(userId: string, now: Date): Promise<{ claims: TokenClaims; scopes: string[] }> {
  const user = await loadUser(userId as UserId);
  if (!user) throw new Error('no such account');
  if (banOf(user, 'all', now)) throw new Error('banned');
  if (user.deletesAt !== undefined) throw new Error('being deleted');
  return { claims: claimsOf(user, now), scopes: [SCOPE] };
}
