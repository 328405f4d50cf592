import type * as z from 'zod';
import type { User } from '#actor';
import { cardsOf, noSuchUser, type UserCard } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import type { ContactView, ListContacts } from '#schemas/contacts';
import type { StoredContact } from './contact.entity.ts';
import { contactPart, listedContacts, loadContact, noContactPart } from './contact.store.ts';
import { contactView } from './graph.view.ts';
import { otherNamed, peopleListed } from './load-sights.ts';
import { unblockedPart } from './pair.store.ts';

/**
 * Asks a person to be a contact. A request that meets one from the other side accepts it. A second call changes nothing. That nobody blocked
 * the other is a condition of the write. 1 RRU for a handle, 1.5 RRU, 6 WRU.
 * @throws NOT_FOUND; INVALID_INPUT for oneself; UNAVAILABLE
 */
export async function requestContact(actor: User, user: string, now: Date): Promise<ContactView> {
  const otherId = await otherNamed(actor, user);
  return changeContact(actor.userId, otherId, now, (before) => {
    if (before === null) return 'requested';
    return before.state === 'received' ? 'accepted' : before.state;
  });
}

/** Accepts the request of a person. @throws NOT_FOUND where there is none; FORBIDDEN for the actor's own request; UNAVAILABLE */
export function acceptContact(actor: User, otherId: UserId, now: Date): Promise<ContactView> {
  return changeContact(actor.userId, otherId, now, (before) => {
    if (before === null) throw noSuchUser();
    if (before.state === 'requested') throw new DomainError('FORBIDDEN', 'Only the one who was asked can accept.');
    return 'accepted';
  });
}

/** @param decide the state that follows; the same one writes nothing */
async function changeContact(
  userId: UserId,
  otherId: UserId,
  now: Date,
  decide: (before: StoredContact | null) => StoredContact['state'],
): Promise<ContactView> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const [before, cards] = await Promise.all([loadContact(userId, otherId), cardsOf([otherId], now)]);
    const [state, card] = [decide(before), cards.get(otherId)];
    if (!card) throw noSuchUser();
    if (before?.state === state) return contactView(before, card);
    const contact: StoredContact = { userId, otherId, state, since: now.toISOString() };
    const refused = await transact({ pair: unblockedPart(userId, otherId), contact: contactPart(contact, before) }, until);
    if (refused.has('pair')) throw noSuchUser();
    if (refused.size === 0) return contactView(contact, card);
  }
  throw tooBusy();
}

/** Ends a contact, declines a request or takes it back. A second call changes nothing. 1 RRU, 4 WRU. @throws UNAVAILABLE */
export async function deleteContact(actor: Pick<User, 'userId'>, otherId: UserId): Promise<void> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const before = await loadContact(actor.userId, otherId);
    if (!before || (await transact({ contact: noContactPart(before) }, until)).size === 0) return;
  }
  throw tooBusy();
}

/**
 * A page of the actor's contacts and requests. 0.5 RRU for some 20 rows and 0.5 for each person. @throws INVALID_INPUT for a cursor of
 * another query
 */
export const listContacts = (actor: User, query: z.output<typeof ListContacts.query>, now: Date): Promise<Page<ContactView>> =>
  fillPage(`contacts ${actor.userId}`, query, {
    read: (after, count) => listedContacts(actor.userId, after, count),
    positionOf: ({ otherId }) => otherId,
    show: async (contacts) => {
      const cards = await peopleListed(
        actor,
        contacts.map(({ otherId }) => otherId as UserId),
        now,
      );
      return contacts.map((contact) => shown(contact, cards));
    },
  });

const shown = (contact: StoredContact, cards: ReadonlyMap<UserId, UserCard>): ContactView | null => {
  const card = cards.get(contact.otherId as UserId);
  return card ? contactView(contact, card) : null;
};
