import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { roleFactEntity } from './role-fact.entity.ts';

export type RoleFact = Item<typeof roleFactEntity>;

/** The roles that a user was given, oldest first. One query. */
export async function roleFactsOf(userId: UserId): Promise<RoleFact[]> {
  const { data } = await roleFactEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Appends a fact. Refused when a fact of that number exists. */
export const roleFactPart = (fact: RoleFact): Part =>
  part({ fact: roleFactEntity() }, ({ fact: facts }) => [facts.create(fact).commit()]);
