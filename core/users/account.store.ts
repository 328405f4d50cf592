import type { CareStanding } from '#core/gates';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { cardEntity } from './card.entity.ts';
import { type StoredUser, userEntity } from './user.entity.ts';

/** Parts that change what follows from the facts of core/identity about a user: the sign-out, the addresses, the terms, the tier, the role. */

/** Ends all sessions that a user has now. Refused when the user is gone. */
export const signOutPart = (userId: UserId, now: Date): Part =>
  part({ user: userEntity() }, ({ user: users }) => [users.patch({ userId }).set({ signedOutAt: now.toISOString() }).commit()]);

/**
 * Replaces the ways by which a user signs in. Refused when the user is gone, or another change came in between.
 * @param signsOut also ends all sessions
 */
export const addressesPart = (
  { userId, addressChanges = 0 }: Pick<StoredUser, 'userId' | 'addressChanges'>,
  { addresses, identities }: { readonly addresses: StoredUser['addresses']; readonly identities: StoredUser['identities'] },
  signsOut: Date | null,
): Part =>
  part({ user: userEntity() }, ({ user: users }) => [
    users
      .patch({ userId })
      .set({
        addresses,
        ...(identities && { identities }),
        addressChanges: addressChanges + 1,
        ...(signsOut && { signedOutAt: signsOut.toISOString() }),
      })
      .where((attr, op) =>
        addressChanges === 0 ? op.notExists(attr.addressChanges) : op.eq(attr.addressChanges, addressChanges),
      )
      .commit(),
  ]);

/** The same addresses, sealed by the data key. Refused when somebody changed addresses or the key after the user was read. */
export const addressSealsPart = (
  { userId, addressChanges, dataKey: before }: Pick<StoredUser, 'userId' | 'addressChanges' | 'dataKey'>,
  { addresses, dataKey }: Required<Pick<StoredUser, 'addresses' | 'dataKey'>>,
): Part =>
  part({ user: userEntity() }, ({ user: users }) => [
    users
      .patch({ userId })
      .set({ addresses, dataKey })
      .where((attr, { eq, notExists }) =>
        [
          addressChanges === undefined ? notExists(attr.addressChanges) : eq(attr.addressChanges, addressChanges),
          before === undefined ? notExists(attr.dataKey) : eq(attr.dataKey, before),
        ].join(' AND '),
      )
      .commit(),
  ]);

/** The newest versions of the texts that a user has accepted. Refused when the user is gone. */
export const termsPart = (userId: UserId, terms: NonNullable<StoredUser['terms']>): Part =>
  part({ user: userEntity() }, ({ user: users }) => [users.patch({ userId }).set({ terms }).commit()]);

/** The tier that follows from the tier facts. Refused when the user is gone. @param until null for one without an end */
export const tierPart = (userId: UserId, tier: StoredUser['tier'], until: string | null): Part =>
  part({ user: userEntity() }, ({ user: users }) => {
    const user = users.patch({ userId }).set({ tier, ...(until !== null && { tierUntil: until }) });
    return [(until === null ? user.remove(['tierUntil']) : user).commit()];
  });

/**
 * The role that follows from the role facts. Refused when the user is gone.
 * @param signedOutAt all sessions that began at or before this instant are over; null leaves them
 */
export const rolePart = (userId: UserId, role: StoredUser['role'], signedOutAt: string | null = null): Part =>
  part({ user: userEntity() }, ({ user: users }) => [
    users
      .patch({ userId })
      .set({ role, ...(signedOutAt !== null && { signedOutAt }) })
      .commit(),
  ]);

/** The sum of the facts in core/care, and on the card the end of an exclusion. Refused when the user is gone. */
export const standingPart = (userId: UserId, standing: CareStanding): Part =>
  part({ user: userEntity(), card: cardEntity() }, ({ user: users, card: cards }) => {
    const { excludedUntil } = standing;
    return [
      users.patch({ userId }).set({ standing }).commit(),
      ...(excludedUntil === undefined ? [] : [cards.patch({ userId }).set({ excludedUntil }).commit()]),
    ];
  });
