import type { Viewer } from '#actor';
import type { UserCard } from './card.view.ts';

/**
 * Everybody sees everybody: the profile, the record, and the picks of a user, also while a ban stands against them. What one user hides
 * from another is decided here, and every read of something that a user made asks it.
 */
export const maySeeUser = (_viewer: Viewer, _user: Pick<UserCard, 'userId'>): boolean => true;
