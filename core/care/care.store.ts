import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { careFactEntity } from './care-fact.entity.ts';

export type StoredCareFact = Item<typeof careFactEntity>;

/** The facts of a person, oldest first. Consistent; one query. */
export async function careFactsOf(userId: UserId): Promise<StoredCareFact[]> {
  const { data } = await careFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Appends a fact. Refused when a fact of that number exists. */
export const careFactPart = (fact: StoredCareFact): Part =>
  part({ fact: careFactEntity() }, ({ fact: facts }) => [facts.create(fact).commit()]);

/** Deletes the facts of a person. */
export async function eraseCareFacts(userId: UserId): Promise<void> {
  const facts = await careFactsOf(userId);
  await Promise.all(facts.map(({ number }) => careFactEntity().delete({ userId, number }).go()));
}
