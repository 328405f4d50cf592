import { banAt, loadUser, type StoredUser } from '#core/users';
import type { UserId } from '#schemas/common';
import { PERMISSIONS } from '#schemas/permissions';
import { ADULT, ageOn } from './age-rules.ts';

/** Our claims in an access token. `permissions` is one string with spaces, since the gateway flattens lists. */
export interface TokenClaims {
  readonly userId: string;
  readonly role: StoredUser['role'];
  readonly tier: StoredUser['tier'];
  readonly permissions: string;
}

const OF_TIER = { free: [], premium: ['premium'] } as const satisfies Record<StoredUser['tier'], readonly string[]>;

/** The scope that every route for users requires. Only a user with a verified age of 18 or over gets it. */
const SCOPE = 'youbet/user';

export const claimsOf = ({ userId, role, tier }: StoredUser): TokenClaims => ({
  userId,
  role,
  tier,
  permissions: [...PERMISSIONS[role], ...OF_TIER[tier]].join(' '),
});

export const scopesOf = ({ dateOfBirth, ageVerifiedAt }: StoredUser, now: Date): string[] =>
  ageVerifiedAt !== undefined && ageOn(dateOfBirth, now) >= ADULT ? [SCOPE] : [];

/**
 * Claims and scopes of a token that Cognito is about to mint.
 * @throws for a user without an account and for a banned user, so that Cognito mints nothing
 */
export async function tokenClaims(userId: string, now: Date): Promise<{ claims: TokenClaims; scopes: string[] }> {
  const user = await loadUser(userId as UserId);
  if (!user) throw new Error('no such account');
  if (banAt(user.ban, now)) throw new Error('banned');
  return { claims: claimsOf(user), scopes: scopesOf(user, now) };
}
