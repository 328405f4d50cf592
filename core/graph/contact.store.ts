import { batchAll } from '#data/batch';
import { streamRows } from '#data/row-stream';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import { contactEntity, type StoredContact } from './contact.entity.ts';

/** The contact of one person with another, as the first one sees it; null for none. Consistent; 1 RRU. */
export async function loadContact(userId: string, otherId: string): Promise<StoredContact | null> {
  const { data } = await contactEntity().get({ userId, otherId }).go({ consistent: true });
  return data;
}

/** The contacts of one person with any of these people, 100 to a request. Consistent; 1 RRU each. */
export const contactsAmong = (userId: string, otherIds: readonly string[]): Promise<StoredContact[]> =>
  batchAll(
    [...new Set(otherIds)].map((otherId) => ({ userId, otherId })),
    (some) => contactEntity().get(some).go({ consistent: true }),
  );

/** The row in an image of the stream. */
export const contactOfImage = (image: Image): StoredContact =>
  contactEntity().parse({ Item: image as never }).data as StoredContact;

/**
 * A page of a person's contacts and requests, in the order of the other people's ids. 0.5 RRU for some 20. @param after null for the first
 * page
 */
export async function listedContacts(userId: string, after: string | null, count: number): Promise<StoredContact[]> {
  const query = contactEntity().query.primary({ userId });
  const { data } = await (after === null ? query : query.gt({ otherId: after })).go({ limit: count });
  return data;
}

/** All contacts and requests of a person. For erasure and export. */
export const contactsOf = async (userId: string): Promise<StoredContact[]> =>
  (await contactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' })).data;

/** The contacts of a person, as a stream. For exports. */
export const streamContacts = (userId: string): AsyncGenerator<StoredContact> =>
  streamRows((page) => contactEntity().query.primary({ userId }).go(page));

const MIRRORED = { requested: 'received', received: 'requested', accepted: 'accepted' } as const;
/** The contact as the other one sees it. */
export const mirrored = ({ userId, otherId, state, since }: StoredContact): StoredContact => ({
  userId: otherId,
  otherId: userId,
  state: MIRRORED[state],
  since,
});

/** Writes both rows of a contact. Refused when it is not as it was read. @param before null when there was none */
export const contactPart = (contact: StoredContact, before: StoredContact | null): Part =>
  part({ contacts: contactEntity() }, ({ contacts }) => [
    contacts
      .put(contact)
      .where((attr, op) => (before ? op.eq(attr.state, before.state) : op.notExists(attr.state)))
      .commit(),
    contacts.put(mirrored(contact)).commit(),
  ]);

/** Deletes both rows of a contact. Refused when it is not as it was read. */
export const noContactPart = ({ userId, otherId, state, since }: StoredContact): Part =>
  part({ contacts: contactEntity() }, ({ contacts }) => [
    contacts
      .delete({ userId, otherId })
      .where((attr, op) => `${op.eq(attr.state, state)} AND ${op.eq(attr.since, since)}`)
      .commit(),
    contacts.delete({ userId: otherId, otherId: userId }).commit(),
  ]);

/** Refused when there is a contact of the two. */
export const noContactYetPart = (userId: string, otherId: string): Part =>
  part({ contacts: contactEntity() }, ({ contacts }) => [
    contacts
      .check({ userId, otherId })
      .where((attr, op) => op.notExists(attr.state))
      .commit(),
  ]);
