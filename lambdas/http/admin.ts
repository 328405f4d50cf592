import { decideEvent } from '#core/events';
import { listReviews } from '#core/lifecycle';
import { DecideEvent, ListReviews } from '#schemas/admin';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(DecideEvent, ({ actor, params, body: { state, score, reason, ...details }, now }) =>
    decideEvent(actor, { eventId: params.eventId, state, score, details, reason }, now),
  ),
  on(ListReviews, ({ actor, query }) => listReviews(actor, query)),
);
