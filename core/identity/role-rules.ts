import { Role } from '#schemas/users';
import type { RoleFact } from './role.store.ts';

/** The role that stands, and whether the newest fact took something away. @param facts in the order in which they were made */
export function standingRole(facts: readonly Pick<RoleFact, 'role'>[]): { role: Role; demoted: boolean } {
  const [before = 'user', role] = ['user' as Role, ...facts.map((fact) => fact.role)].slice(-2);
  return role === undefined ? { role: before, demoted: false } : { role, demoted: rank(role) < rank(before) };
}
const rank = (role: Role): number => Role.options.indexOf(role);
