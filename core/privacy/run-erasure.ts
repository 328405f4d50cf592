import { deleteMintUser } from '#core/identity';
import { transact } from '#data/transaction';
import { count, log } from '#platform/log';
import type { UserId } from '#schemas/common';
import { noteErased } from './buckets.ts';
import { beginErasurePart, deletionOf, erasedPart, noteStep } from './deletion.store.ts';
import type { PersonalDomain } from './personal-domain.ts';
import { taskDonePart, taskPart } from './task.store.ts';

/** Milliseconds after which a person under a legal hold is looked at again: a day. */
const HELD = 86_400_000;

/**
 * Erases a person whose grace is over: notes it in a bucket of its own, from which a restored backup is erased again; then every domain in
 * order, and the Cognito user before the two last ones, by whose rows the person is found. Nothing is erased under a legal hold.
 */
export async function runErasure(userId: UserId, domains: readonly PersonalDomain[], now: Date): Promise<void> {
  const task = { userId, task: 'erase' } as const;
  const deletion = await deletionOf(userId);
  if (!deletion) {
    await transact({ task: taskDonePart(task) });
    return;
  }
  if (deletion.state === 'waiting') {
    const refused = await transact({ begin: beginErasurePart(userId) });
    if (refused.size > 0) {
      log.warn('an erasure waits for the end of a legal hold', { userId });
      await transact({ task: taskPart(task, new Date(now.getTime() + HELD).toISOString()) });
      return;
    }
  }
  await noteErased(userId, now);
  const done = new Set(deletion.done ?? []);
  const steps = domains.flatMap(({ name, erase }) => (erase ? [{ name, erase }] : []));
  for (const { name, erase } of [{ name: 'cognito', erase: deleteMintUser }, ...steps]) {
    if (done.has(name)) continue;
    await erase(userId, now);
    await noteStep(userId, name);
  }
  await transact({ deletion: erasedPart(userId), task: taskDonePart(task) });
  count('account.erased');
}
