import type { System } from '#actor';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { dueTasks } from './task.store.ts';

/** Tasks of one run: what is left waits for the next. */
const MOST = 500;

/** Every 15 minutes: sends on the exports and erasures that are due and that no run has. One Query where there is none. */
export async function startPrivacyTasks(_actor: System, now: Date): Promise<{ tasks: number }> {
  const tasks = await dueTasks(now, MOST);
  if (tasks.length > 0) await enqueue(env('PRIVACY_QUEUE_URL'), tasks);
  return { tasks: tasks.length };
}
