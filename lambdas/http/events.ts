import { getEvent, listEvents, listSports } from '#core/events';
import { GetEvent, ListEvents, ListSports } from '#schemas/events';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(ListEvents, ({ actor, query, now }) => listEvents(actor, query, now)),
  on(GetEvent, ({ actor, params, now }) => getEvent(actor, params.eventId, now)),
  on(ListSports, ({ actor }) => listSports(actor)),
);
