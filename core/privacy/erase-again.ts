import type { System } from '#actor';
import { transact } from '#data/transaction';
import { erasedPeople } from './buckets.ts';
import { againPart } from './deletion.store.ts';
import { taskPart } from './task.store.ts';

/** After a restore: erases everybody again who was erased since the backup was made, or before. 4 WRU each. A repeat does no harm. */
export async function eraseAgain(_actor: System, now: Date): Promise<{ people: number }> {
  const people = await erasedPeople();
  for (const userId of people)
    await transact({ deletion: againPart(userId, now), task: taskPart({ userId, task: 'erase' }, now.toISOString()) });
  return { people: people.length };
}
