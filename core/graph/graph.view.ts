import { authorView, type UserCard } from '#core/users';
import type { ContactView } from '#schemas/contacts';
import type { FollowView, PersonView } from '#schemas/graph';
import type { StoredContact } from './contact.entity.ts';
import type { StoredFollow } from './follow.entity.ts';

/** @param row of a follow or a request that stands */
export const followView = ({ state, since, bell }: StoredFollow): FollowView => ({
  state: state === 'following' ? 'following' : 'requested',
  since: new Date(since).toISOString(),
  bell,
});

export const personView = (card: UserCard): PersonView => ({ ...authorView(card.userId, card), private: card.private });

export const contactView = ({ state, since }: StoredContact, card: UserCard): ContactView => ({
  user: personView(card),
  state,
  since,
});
