import type { UserId } from '#schemas/common';
import { ONLY, subjectOf } from './group-rules.ts';
import { tellFacts } from './notify.ts';

/** Tells a user that an export is ready. A repeat for the same export tells nothing new. */
export const tellExport = (userId: UserId, jobId: string): Promise<void> =>
  tellFacts([{ userId, kind: 'export-ready', subject: subjectOf('user', userId), fact: { by: jobId, mark: ONLY } }]);
