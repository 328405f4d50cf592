import type { Scenario } from '../scenario.ts';
import { ADDRESSES } from './addresses.ts';
import { CARE } from './care.ts';
import { CHAT_ARCHIVE } from './chat-archive.ts';
import { CHAT_GROUPS } from './chat-groups.ts';
import { CONTENT } from './content.ts';
import { EVENT_LISTS } from './event-lists.ts';
import { EVENTS } from './events.ts';
import { FAN_OUTS } from './fan-outs.ts';
import { FEEDS } from './feeds.ts';
import { GRAPH } from './graph.ts';
import { HOME } from './home.ts';
import { HOSTED } from './hosted.ts';
import { IDENTITIES } from './identities.ts';
import { LINKS } from './links.ts';
import { LONG_LOGS } from './long-logs.ts';
import { MEDIA } from './media.ts';
import { MESSAGE_POSTS } from './message-posts.ts';
import { MESSAGING } from './messaging.ts';
import { MODERATION } from './moderation.ts';
import { NOTIFICATIONS } from './notifications.ts';
import { PEOPLE } from './people.ts';
import { PICKS } from './picks.ts';
import { PRIVACY } from './privacy.ts';
import { REALTIME } from './realtime.ts';
import { RECORDS } from './records.ts';
import { RESULTS } from './results.ts';
import { SEARCH } from './search.ts';
import { SESSIONS } from './sessions.ts';
import { SETTLEMENT } from './settlement.ts';
import { TOLD_CONTENT } from './told-content.ts';
import { UPKEEP } from './upkeep.ts';

/** Every scenario, in the order of docs/access-patterns.md. */
export const SCENARIOS: readonly Scenario[] = [
  ...PEOPLE,
  ...SESSIONS,
  ...ADDRESSES,
  ...PRIVACY,
  ...CARE,
  ...LINKS,
  ...IDENTITIES,
  ...HOSTED,
  ...GRAPH,
  ...EVENT_LISTS,
  ...SEARCH,
  ...MODERATION,
  ...EVENTS,
  ...RESULTS,
  ...PICKS,
  ...CONTENT,
  ...MESSAGING,
  ...LONG_LOGS,
  ...CHAT_GROUPS,
  ...MESSAGE_POSTS,
  ...CHAT_ARCHIVE,
  ...SETTLEMENT,
  ...RECORDS,
  ...FEEDS,
  ...FAN_OUTS,
  ...HOME,
  ...UPKEEP,
  ...REALTIME,
  ...NOTIFICATIONS,
  ...TOLD_CONTENT,
  ...MEDIA,
];
