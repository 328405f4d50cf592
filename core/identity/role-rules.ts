import { Role } from '#schemas/users';
import type { RoleFact } from './role.store.ts';

/** The role in force. `demoted` is true when the newest fact lowered it. @param facts oldest first */
export function standingRole(facts: readonly Pick<RoleFact, 'role'>[]): { role: Role; demoted: boolean } {
  const [before = 'user', role] = ['user' as Role, ...facts.map((fact) => fact.role)].slice(-2);
  return role === undefined ? { role: before, demoted: false } : { role, demoted: rank(role) < rank(before) };
}
const rank = (role: Role): number => Role.options.indexOf(role);
