import type { EntityItem } from 'electrodb';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { BanFactEntity } from './ban-fact.entity.ts';

export type BanFact = EntityItem<typeof BanFactEntity>;

/** In the order in which they were made. */
export async function banFactsOf(userId: UserId): Promise<BanFact[]> {
  const { data } = await BanFactEntity.query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Refused when there is a fact of that number. */
export const banFactPart = (fact: BanFact): Part =>
  part({ fact: BanFactEntity }, ({ fact: facts }) => [facts.create(fact).commit()]);
