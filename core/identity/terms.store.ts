import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { termsFactEntity } from './terms-fact.entity.ts';

export type TermsFact = Item<typeof termsFactEntity>;

/** The versions that a user has accepted, oldest first. One query. */
export async function termsFactsOf(userId: UserId): Promise<TermsFact[]> {
  const { data } = await termsFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Appends what a user accepts. Refused when they have accepted the same versions before. */
export const termsFactPart = (fact: TermsFact): Part =>
  part({ fact: termsFactEntity() }, ({ fact: facts }) => [facts.create(fact).commit()]);

/** Deletes what a user has accepted. */
export async function eraseTerms(userId: UserId): Promise<void> {
  const facts = await termsFactsOf(userId);
  await Promise.all(facts.map(({ terms, privacy }) => termsFactEntity().delete({ userId, terms, privacy }).go()));
}
