import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { banFactEntity } from './ban-fact.entity.ts';

export type BanFact = Item<typeof banFactEntity>;

/** The bans and liftings of a user, oldest first. One query. */
export async function banFactsOf(userId: UserId): Promise<BanFact[]> {
  const { data } = await banFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Appends a fact. Refused when a fact of that number exists. */
export const banFactPart = (fact: BanFact): Part =>
  part({ fact: banFactEntity() }, ({ fact: facts }) => [facts.create(fact).commit()]);
