import { beforeAll } from 'vitest';
import { system, type User } from '#actor';
import { setRole } from '#core/identity';
import { decideReport, listReports } from '#core/moderation';
import { actorOf, identityGround, join, now } from './bettors.ts';

/** Two moderators and an admin, and the cases that they decide. */

export let mo: User;
export let max: User;
export let admin: User;

const moderator = async (role: 'moderator' | 'admin' = 'moderator'): Promise<User> => {
  const session = await join();
  await setRole(system('set-role'), { handle: session.user.handle, role, reason: 'The desk.' }, now);
  return { ...actorOf(session), role };
};

/** Makes the three before the tests of a file. */
export function withDesk(): void {
  beforeAll(async () => {
    await identityGround();
    [mo, max, admin] = [await moderator(), await moderator(), await moderator('admin')];
  });
}

export const openCase = async (id: string, status: 'open' | 'decided' = 'open') =>
  (await listReports(mo, { status, limit: 100 }, now)).items.find(({ subject }) => subject.id === id);
export const caseOf = async (id: string, status: 'open' | 'decided' = 'open') => {
  const found = await openCase(id, status);
  if (!found) throw new Error('no case');
  return found;
};
export const decide = (by: User, caseId: string, action: 'dismiss' | 'hide' | 'restore' | 'ban', more: object = {}, at = now) =>
  decideReport(by, caseId, { action, reason: 'Seen.', ...more }, at);
