import type { EntityItem } from 'electrodb';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { RoleFactEntity } from './role-fact.entity.ts';

export type RoleFact = EntityItem<typeof RoleFactEntity>;

/** In the order in which they were made. */
export async function roleFactsOf(userId: UserId): Promise<RoleFact[]> {
  const { data } = await RoleFactEntity.query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Refused when there is a fact of that number. */
export const roleFactPart = (fact: RoleFact): Part =>
  part({ fact: RoleFactEntity }, ({ fact: facts }) => [facts.create(fact).commit()]);
