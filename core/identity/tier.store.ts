import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { tierFactEntity } from './tier-fact.entity.ts';

export type TierFact = Item<typeof tierFactEntity>;

/** The tiers that a user was given, oldest first. One query. */
export async function tierFactsOf(userId: UserId): Promise<TierFact[]> {
  const { data } = await tierFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Appends a fact. Refused when a fact of that number exists. */
export const tierFactPart = (fact: TierFact): Part =>
  part({ fact: tierFactEntity() }, ({ fact: facts }) => [facts.create(fact).commit()]);
