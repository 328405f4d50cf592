/**
 * The privacy queue: an export or an erasure of one person to a message. The row of the task is taken before the work, so that of ten messages
 * one works; whoever finds it taken, done or cancelled does nothing. A run that stops is repeated by the next message, which goes on: an
 * export after the last file that is whole, an erasure with the steps that are not noted as done, each of which bears repeats. An export that
 * takes longer than a run leaves the rest to the message that the clock sends next.
 */
import type { PersonalDomain } from './personal-domain.ts';
import type { PrivacyTask } from './privacy-message.ts';
import { runErasure } from './run-erasure.ts';
import { runExport } from './run-export.ts';
import { leaveTask, takeTask } from './task.store.ts';

/** Does a task that is due and that no other run has. */
export async function runPrivacyTask(task: PrivacyTask, domains: readonly PersonalDomain[], now: Date): Promise<void> {
  if (!(await takeTask(task, now))) return;
  try {
    if (task.task === 'erase') await runErasure(task.userId, domains, now);
    else if (!(await runExport(task.userId, domains, now))) await leaveTask(task);
  } catch (error) {
    await leaveTask(task);
    throw error;
  }
}
