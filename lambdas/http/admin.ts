import { decideEvent } from '#core/results';
import { listReviews, listWaitingEvents, reviewPick } from '#core/reviews';
import { listAuditTrail } from '#core/trail';
import { DecideEvent, ListReviews, ListWaitingEvents, ReviewPick } from '#schemas/admin';
import { ListAuditTrail } from '#schemas/trail';
import { adminAction } from '../middleware/admin-action.ts';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  adminAction(DecideEvent, ({ actor, params, body: { state, score, reason, ...details }, now }) =>
    decideEvent(actor, { eventId: params.eventId, state, score, details, reason }, now),
  ),
  adminAction(ReviewPick, ({ actor, params, body, now }) => reviewPick(actor, params.pickId, body, now)),
  on(ListReviews, ({ actor, query }) => listReviews(actor, query)),
  on(ListWaitingEvents, ({ actor, query }) => listWaitingEvents(actor, query)),
  on(ListAuditTrail, ({ actor, query, now }) => listAuditTrail(actor, query, now)),
);
