/**
 * Walks the subjects of every upkeep through one queue, a page to a message.
 * The start message sends a list message for each upkeep. A list message reads one page of subjects, sends them on in audit messages, and
 * sends the next list message. An audit message audits its subjects and sends those that differ once more, later: what was on its way at
 * the first look follows from the facts at the second, so the first one reads eventually consistently, at half the units. A subject that still
 * differs at the second is counted, repaired where its domain can, and audited again.
 * The queue delivers at least once: auditing writes nothing, a repair finds nothing to do the second time, and a list message that comes
 * twice audits its page twice. When a page cannot be audited, its halves are sent instead, so that one bad subject ends in the dead-letter
 * queue alone.
 */
import * as z from 'zod';
import { readEventually } from '#data/connection';
import type { Page } from '#data/cursor';
import type { Finding } from '#data/upkeep';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { count, log } from '#platform/log';
import { isDue } from './night-rules.ts';
import { StartUpkeepMessage } from './start-upkeep.ts';
import { UPKEEP_NAMES, type UpkeepName, upkeepOf } from './upkeeps.ts';

/** Subjects of one audit message. */
export const SUBJECTS_PER_AUDIT = 25;
/** Differences of one subject that are logged; all are counted. */
const LOGGED = 10;

const Common = StartUpkeepMessage.omit({ scope: true }).extend({ upkeep: z.enum(UPKEEP_NAMES as [UpkeepName, ...UpkeepName[]]) });
const ListMessage = Common.extend({ scope: StartUpkeepMessage.shape.scope, cursor: z.string().nullable() });
const AuditMessage = Common.extend({
  look: z.enum(['first', 'second']),
  subjects: z.array(z.string()).min(1).max(SUBJECTS_PER_AUDIT),
});
/** The start of a walk, or one page of it. */
export const UpkeepMessage = z.union([StartUpkeepMessage, ListMessage, AuditMessage]);
export type UpkeepMessage = z.infer<typeof UpkeepMessage>;
type ListMessage = z.infer<typeof ListMessage>;
type AuditMessage = z.infer<typeof AuditMessage>;

const send = (messages: readonly UpkeepMessage[], delay?: number): Promise<void> =>
  enqueue(env('UPKEEP_QUEUE_URL'), messages, delay);

/** Does one message's part of the walk. @throws when its page cannot be listed, or its one subject cannot be audited */
export function runUpkeep(message: UpkeepMessage, now: Date): Promise<void> {
  if ('subjects' in message) return auditPage(message, now);
  return 'cursor' in message ? listPage(message, now) : startLists(message);
}

/** One list message for each upkeep that has the scope. */
const startLists = (start: StartUpkeepMessage): Promise<void> =>
  send(
    UPKEEP_NAMES.filter((name) => start.scope !== 'recent' || upkeepOf(name).recent !== undefined).map((upkeep) => ({
      ...start,
      upkeep,
      cursor: null,
    })),
  );

async function listPage(message: ListMessage, now: Date): Promise<void> {
  const { upkeep, secondLookAfter } = message;
  const { items, cursor } = await pageOf(message, now);
  const pages = chunks(items).map((subjects) => ({ upkeep, secondLookAfter, look: 'first' as const, subjects }));
  await send([...pages, ...(cursor === null ? [] : [{ ...message, cursor }])]);
}

async function pageOf({ upkeep, scope, cursor }: ListMessage, now: Date): Promise<Page<string>> {
  const { subjects, recent, nights = 1 } = upkeepOf(upkeep);
  if (scope === 'all') return subjects(cursor);
  if (scope === 'night') {
    const { items, cursor: next } = await subjects(cursor);
    return { items: items.filter((subject) => isDue(subject, nights, now)), cursor: next };
  }
  return recent ? recent(cursor, now) : { items: [], cursor: null };
}

const chunks = (subjects: readonly string[], size = SUBJECTS_PER_AUDIT): string[][] =>
  Array.from({ length: Math.ceil(subjects.length / size) }, (_, i) => subjects.slice(i * size, (i + 1) * size));

async function auditPage(message: AuditMessage, now: Date): Promise<void> {
  const { upkeep, subjects, look, secondLookAfter } = message;
  try {
    const audit = () => upkeepOf(upkeep).audit(subjects, now);
    const found = await (look === 'first' ? readEventually(audit) : audit());
    if (found.length === 0) return;
    if (look === 'second') await mend(upkeep, found, now);
    else await send([{ ...message, look: 'second', subjects: found.map(({ subject }) => subject) }], secondLookAfter);
  } catch (error) {
    if (subjects.length === 1) throw error;
    log.warn('a page of upkeep failed, its halves are sent', { upkeep, look, subjects: subjects.length, error: error as Error });
    await send(chunks(subjects, Math.ceil(subjects.length / 2)).map((half) => ({ ...message, subjects: half })));
  }
}

/**
 * Repairs what a second look still finds, and counts what was found and what is left. The differences are one metric over all upkeeps,
 * which the alarm reads, and one for each, which says where.
 */
async function mend(name: UpkeepName, found: readonly Finding[], now: Date): Promise<void> {
  const { audit, repair } = upkeepOf(name);
  const differences = report(name, 'a difference from the facts', found);
  count('upkeep.differences', differences);
  count('upkeep.differences', differences, { upkeep: name });
  for (const { subject } of found) {
    const repaired = (await repair?.(subject, now)) ?? [];
    if (repaired.length > 0) log.warn('upkeep repaired what did not follow from the facts', { upkeep: name, subject, repaired });
  }
  const left = await audit(
    found.map(({ subject }) => subject),
    now,
  );
  const unrepaired = report(name, 'a difference that no repair corrects', left);
  if (unrepaired > 0) count('upkeep.unrepaired', unrepaired);
}

/**
 * Logs which fields differ, and never their values, since those may be personal: `npm run audit` prints them.
 * @returns the number of differences
 */
function report(upkeep: UpkeepName, message: string, found: readonly Finding[]): number {
  for (const { subject, differences } of found)
    log.error(message, {
      upkeep,
      subject,
      count: differences.length,
      differences: differences.slice(0, LOGGED).map(({ of, field }) => `${of} ${field}`),
    });
  return found.reduce((sum, { differences }) => sum + differences.length, 0);
}
