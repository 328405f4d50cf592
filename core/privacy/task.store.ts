import type { Item } from '#data/entity';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { PrivacyTask } from './privacy-message.ts';
import { privacyTaskEntity } from './privacy-task.entity.ts';

/** Milliseconds for which a run has a task: a little longer than its function may run. */
const TAKEN_FOR = 16 * 60_000;

/** Makes a task, in place of one of before. */
export const taskPart = ({ userId, task }: PrivacyTask, dueAt: string): Part =>
  part({ tasks: privacyTaskEntity() }, ({ tasks }) => [tasks.put({ userId, task, list: 'due', dueAt }).commit()]);

/** Ends a task. */
export const taskDonePart = ({ userId, task }: PrivacyTask): Part =>
  part({ tasks: privacyTaskEntity() }, ({ tasks }) => [tasks.delete({ userId, task }).commit()]);

/** The tasks that are due, the oldest first. One Query, and a BatchGet of as many rows. */
export async function dueTasks(now: Date, limit: number): Promise<PrivacyTask[]> {
  const { data } = await privacyTaskEntity()
    .query.byTime({ list: 'due' })
    // Keys go on after the instant: those of this one are before the next.
    .lt({ dueAt: new Date(now.getTime() + 1).toISOString() })
    .go({ limit, hydrate: true });
  return data.filter(({ takenUntil = '' }) => takenUntil <= now.toISOString()).map(named);
}
const named = ({ userId, task }: Item<typeof privacyTaskEntity>): PrivacyTask => ({ userId: userId as UserId, task });

/** Takes a task for this run. @returns false when it is done, is not due, or another run has it. 1 WRU */
export const takeTask = ({ userId, task }: PrivacyTask, now: Date): Promise<boolean> =>
  conditionHeld(
    privacyTaskEntity()
      .patch({ userId, task })
      .set({ takenUntil: new Date(now.getTime() + TAKEN_FOR).toISOString() })
      .where(
        (attr, op) =>
          `${op.lte(attr.dueAt, now.toISOString())} AND (${op.notExists(attr.takenUntil)} OR ${op.lte(attr.takenUntil, now.toISOString())})`,
      )
      .go(),
  );

/** Lets another run take a task that this one could not end. 1 WRU */
export const leaveTask = ({ userId, task }: PrivacyTask): Promise<boolean> =>
  conditionHeld(privacyTaskEntity().patch({ userId, task }).remove(['takenUntil']).go());
