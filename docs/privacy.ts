import { careData } from '../core/care/stored-data.ts';
import { contentData } from '../core/content/stored-data.ts';
import { type DomainData, type FieldRow, fieldRows } from '../core/data/data-row.ts';
import { groundData } from '../core/data/stored-data.ts';
import { deeplinksData } from '../core/deeplinks/stored-data.ts';
import { eventsData } from '../core/events/stored-data.ts';
import { feedData } from '../core/feed/stored-data.ts';
import { graphData } from '../core/graph/stored-data.ts';
import { identityData } from '../core/identity/stored-data.ts';
import { limitsData } from '../core/limits/stored-data.ts';
import { mediaData } from '../core/media/stored-data.ts';
import { messagingData } from '../core/messaging/stored-data.ts';
import { moderationData } from '../core/moderation/stored-data.ts';
import { notificationsData } from '../core/notifications/stored-data.ts';
import { picksData } from '../core/picks/stored-data.ts';
import { pricesData } from '../core/prices/stored-data.ts';
import { privacyData } from '../core/privacy/stored-data.ts';
import { realtimeData } from '../core/realtime/stored-data.ts';
import { requestsData } from '../core/requests/stored-data.ts';
import { resultsData } from '../core/results/stored-data.ts';
import { reviewsData } from '../core/reviews/stored-data.ts';
import { searchData } from '../core/search/stored-data.ts';
import { sportsDataData } from '../core/sports-data/stored-data.ts';
import { stakesData } from '../core/stakes/stored-data.ts';
import { statsData } from '../core/stats/stored-data.ts';
import { trailData } from '../core/trail/stored-data.ts';
import { usersData } from '../core/users/stored-data.ts';
import { printedFile, table } from './printed.ts';

/** The register of every stored field, by domain, for the tables of docs/privacy.md. A new domain adds its rows here. */
export const STORED_DATA: Readonly<Record<string, DomainData>> = {
  trail: trailData,
  users: usersData,
  care: careData,
  identity: identityData,
  limits: limitsData,
  graph: graphData,
  search: searchData,
  picks: picksData,
  stakes: stakesData,
  stats: statsData,
  content: contentData,
  feed: feedData,
  media: mediaData,
  messaging: messagingData,
  realtime: realtimeData,
  notifications: notificationsData,
  moderation: moderationData,
  privacy: privacyData,
  deeplinks: deeplinksData,
  requests: requestsData,
  events: eventsData,
  results: resultsData,
  reviews: reviewsData,
  prices: pricesData,
  'sports-data': sportsDataData,
  data: groundData,
};

const answer = (given: FieldRow['exported']): string => {
  if (given === null) return '';
  return given === true ? 'yes' : `no: ${given}`;
};
const factsOf = ({ purpose, personal, exported, erased }: FieldRow): string[] => [
  purpose,
  personal ? 'yes' : 'no',
  answer(exported),
  answer(erased),
];

/** One line for the fields of a row that have the same facts. */
const fields = (data: DomainData): string =>
  table(
    ['Entity', 'Fields', 'Purpose', 'Personal', 'Exported', 'Erased', 'Retention'],
    Object.entries(data).flatMap(([entity, row]) =>
      [...Map.groupBy(fieldRows(row), (each) => factsOf(each).join('|'))].map(([, same]) => {
        const names = same.map(({ field }) => `\`${field}\``).join(' ');
        return [`\`${entity}\``, names, ...factsOf(same[0] as FieldRow), row.retention];
      }),
    ),
  );

export const FILES = [
  printedFile(
    'privacy.md',
    Object.fromEntries(Object.entries(STORED_DATA).map(([domain, data]) => [domain, () => fields(data)])),
  ),
];
