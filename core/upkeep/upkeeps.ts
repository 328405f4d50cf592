import { careUpkeep } from '#core/care';
import { personUpkeep, pickCountersUpkeep, postUpkeep } from '#core/content';
import { eventUpkeep } from '#core/events';
import { authorFeedUpkeep, readerFeedUpkeep, trendUpkeep } from '#core/feed';
import { graphUpkeep } from '#core/graph';
import { accountUpkeep } from '#core/identity';
import { mediaUpkeep } from '#core/media';
import { messagingUpkeep } from '#core/messaging';
import { moderationUpkeep } from '#core/moderation';
import { notificationUpkeep } from '#core/notifications';
import { demandUpkeep, pickUpkeep } from '#core/picks';
import { decisionUpkeep } from '#core/results';
import { eventReviewUpkeep, pickReviewUpkeep } from '#core/reviews';
import { searchUpkeep } from '#core/search';
import { outcomeUpkeep } from '#core/settlement';
import { boardUpkeep, ledgerUpkeep, recordUpkeep } from '#core/stats';
import { userUpkeep } from '#core/users';
import type { Upkeep } from '#data/upkeep';

/** The upkeep of every domain. A new domain adds its row here. */
export const UPKEEPS = {
  events: eventUpkeep,
  decisions: decisionUpkeep,
  'event-reviews': eventReviewUpkeep,
  picks: pickUpkeep,
  demand: demandUpkeep,
  outcomes: outcomeUpkeep,
  'pick-reviews': pickReviewUpkeep,
  posts: postUpkeep,
  'pick-counters': pickCountersUpkeep,
  marks: personUpkeep,
  ledgers: ledgerUpkeep,
  records: recordUpkeep,
  boards: boardUpkeep,
  trends: trendUpkeep,
  users: userUpkeep,
  accounts: accountUpkeep,
  care: careUpkeep,
  notifications: notificationUpkeep,
  'author-feeds': authorFeedUpkeep,
  'reader-feeds': readerFeedUpkeep,
  search: searchUpkeep,
  moderation: moderationUpkeep,
  graph: graphUpkeep,
  media: mediaUpkeep,
  messaging: messagingUpkeep,
} as const satisfies Readonly<Record<string, Upkeep>>;

export type UpkeepName = keyof typeof UPKEEPS;
export const UPKEEP_NAMES = Object.keys(UPKEEPS) as UpkeepName[];

/** An upkeep by its name. */
export const upkeepOf = (name: UpkeepName): Upkeep => UPKEEPS[name];
