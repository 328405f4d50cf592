import type { StoredUser } from '#core/users';
import type { Identities } from '#schemas/identities';

/** The identities of a user as their owner sees them. */
export const identitiesView = ({ identities = [] }: Pick<StoredUser, 'identities'>): Identities =>
  identities.map(({ provider, linkedAt }) => ({ provider, linkedAt }));
