import { banAt, loadUser, type StoredUser } from '#core/users';
import type { UserId } from '#schemas/common';
import { PERMISSIONS } from '#schemas/permissions';
import { ADULT, ageOn } from './age-rules.ts';

/** Claims of an access token beside Cognito's own. `permissions` is one string: the gateway flattens lists. */
export interface TokenClaims {
  readonly userId: string;
  readonly role: StoredUser['role'];
  readonly tier: StoredUser['tier'];
  readonly permissions: string;
}

const OF_TIER = { free: [], premium: ['premium'] } as const satisfies Record<StoredUser['tier'], readonly string[]>;

/** The scope that every route for users requires. It is given only with a proven age of 18 or over. */
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
 * Claims and scopes of the token that Cognito is about to mint.
 * @throws for a user without an account and for a banned one: then nothing is minted
 */
export async function tokenClaims(userId: string, now: Date): Promise<{ claims: TokenClaims; scopes: string[] }> {
  const user = await loadUser(userId as UserId);
  if (!user) throw new Error('no such account');
  if (banAt(user.ban, now)) throw new Error('banned');
  return { claims: claimsOf(user), scopes: scopesOf(user, now) };
}
