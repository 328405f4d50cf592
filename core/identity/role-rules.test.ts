import { expect, it } from 'vitest';
import type { Role } from '#schemas/users';
import { standingRole } from './role-rules.ts';

it.each<[Role[], Role, boolean]>([
  [[], 'user', false],
  [['admin'], 'admin', false],
  [['moderator', 'admin'], 'admin', false],
  [['admin', 'moderator'], 'moderator', true],
  [['admin', 'user'], 'user', true],
  [['admin', 'user', 'moderator'], 'moderator', false],
])('standingRole() after %j is %s; demoted: %s', (facts, role, demoted) => {
  expect(standingRole(facts.map((of) => ({ role: of })))).toEqual({ role, demoted });
});
