/**
 * Moderators are told of somebody in whose uploads three threats were found on a day: a report of the account by nobody, in its open case or a
 * new one.
 * Replay contract: the report bears the id of the upload, so a record that comes again adds nothing to a case that is open. After a decision it
 * opens another case, as a new report would.
 */
import { hasManyThreats, mediaOfImage, type StoredMedia } from '#core/media';
import { type Part, tooBusy, transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import { newId } from '#platform/ids';
import { projection } from '#platform/projection';
import { caseById, newCasePart, openCaseIdOf, openCasePart } from './case.store.ts';
import { NO_REPORTS, withReport } from './case-rules.ts';
import { copyHash, copyPart, reportBy, reportPart, type StoredReport } from './report.store.ts';
import { SUBJECTS } from './subjects.ts';
import { updateCase } from './update-case.ts';

type Threat = Pick<StoredMedia, 'userId' | 'mediaId' | 'decidedAt' | 'threat'>;

/** The weight of the report, in thousandths: that of somebody whose every report was upheld. */
const SHARE = 999;

/** Reports the account when this is at least its third threat of the day. Some 8 RRU and 12 WRU; 1 RRU before. */
export async function reportThreats({ userId, mediaId, decidedAt, threat }: Threat, now: Date): Promise<void> {
  if (!(await hasManyThreats(userId, new Date(decidedAt ?? now)))) return;
  const account = await SUBJECTS.user.load(userId);
  if (!account) return;
  const [at, hash] = [now.toISOString(), copyHash(account.copy)];
  const told = {
    reason: 'illegal',
    share: SHARE,
    at,
    copy: hash,
    note: `Malware in an upload, the third of a day: ${threat}`,
  } as const;
  for await (const _ of attempts({ pause: 25, longest: 200, most: 5 })) {
    const open = await openCaseIdOf({ type: 'user', id: userId });
    if (open !== null && (await reportBy(open, mediaId as never))) return;
    const caseId = open ?? newId(now);
    const report: StoredReport = { caseId, reporterId: mediaId, ...told };
    const about = { caseId, subjectType: 'user' as const, subjectId: userId, userId, openedAt: at, copies: [hash] };
    const parts: Record<string, Part | null> = {
      report: reportPart(report),
      case: open === null ? newCasePart(about, withReport(NO_REPORTS, report)) : openCasePart(open),
      copy: (await caseById(caseId))?.copies.includes(hash) ? null : copyPart(caseId, account.copy, at),
    };
    if ((await transact(parts)).size > 0) continue;
    if (open !== null) await updateCase(caseId, hash);
    return;
  }
  throw tooBusy();
}

export const reportManyThreats = projection({
  name: 'report-many-threats',
  entity: 'media',
  row: mediaOfImage,
  when: ({ before, after }): Threat | null => (after?.reason === 'MALWARE' && before?.reason === undefined ? after : null),
  run: reportThreats,
});
