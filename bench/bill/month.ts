import type { Month } from './bill.ts';
import { CLOCK, UPKEEP } from './month/clock.ts';
import { WRITTEN } from './month/content.ts';
import { IN_FEEDS } from './month/feeds.ts';
import { BETWEEN_PEOPLE } from './month/graph.ts';
import { HOME } from './month/home.ts';
import { UPLOADS } from './month/media.ts';
import { MESSAGED } from './month/messaging.ts';
import { MODERATED } from './month/moderation.ts';
import { TOLD_NEWS } from './month/notifications.ts';
import { PICKED } from './month/picks.ts';
import { SCREENS, SIGN_INS } from './month/users.ts';
import { SESSION_MINUTES, SESSIONS } from './month/volumes.ts';

export const MONTH: Month = {
  traffic: [
    ...[...SCREENS, ...SIGN_INS, ...BETWEEN_PEOPLE, ...MODERATED, ...PICKED, ...WRITTEN, ...MESSAGED, ...IN_FEEDS, ...HOME],
    ...[...TOLD_NEWS, ...UPLOADS, ...CLOCK, ...UPKEEP],
  ],
  socketMinutes: SESSIONS * SESSION_MINUTES,
  metrics: [
    { name: 'code.sent', ofHours: 1 },
    { name: 'pick.placed', ofHours: 2.5 },
    { name: 'post.created', ofHours: 3 },
    { name: 'message.posted', ofHours: 1.2 },
    { name: 'provider.quota.remaining', ofHours: 1 },
    { name: 'provider.credits.pace', ofHours: 1 },
    { name: 'provider.credits.refused', ofHours: 0 },
    { name: 'pick.review', ofHours: 0.05 },
    { name: 'pick.reviewed', ofHours: 0.05 },
    { name: 'event.review', ofHours: 0.05 },
    { name: 'report.filed', ofHours: 0.5 },
    { name: 'report.decided', ofHours: 0.3 },
    { name: 'report.unseen', ofHours: 0.05 },
    { name: 'appeal.filed', ofHours: 0.05 },
    { name: 'admin.decided', ofHours: 0.05 },
    { name: 'results.refused', ofHours: 0.01 },
    { name: 'account.erased', ofHours: 0.1 },
    { name: 'address.held', ofHours: 0.05 },
    { name: 'code.held', ofHours: 0.05 },
    { name: 'apple.failed', ofHours: 0.05 },
    { name: 'code.refused', ofHours: 0.05 },
    { name: 'code.unsent', ofHours: 0 },
    { name: 'mail.sent', ofHours: 0.9 },
    { name: 'mail.held', ofHours: 0.05 },
    { name: 'mail.refused', ofHours: 0.05 },
    { name: 'cognito.failed', ofHours: 0.05 },
    { name: 'stats.repaired', ofHours: 0 },
    { name: 'provider.malformed', ofHours: 0.05 },
    { name: 'provider.failed', ofHours: 0.05 },
    { name: 'media.threat', ofHours: 0.05 },
    { name: 'media.unscanned', ofHours: 0 },
    { name: 'media.unsigned', ofHours: 0 },
    { name: 'upkeep.differences', ofHours: 0 },
    { name: 'upkeep.unrepaired', ofHours: 0 },
  ],
};
