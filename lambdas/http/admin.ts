import { decideEvent } from '#core/results';
import { listReviews, reviewPick } from '#core/reviews';
import { DecideEvent, ListReviews, ReviewPick } from '#schemas/admin';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(DecideEvent, ({ actor, params, body: { state, score, reason, ...details }, now }) =>
    decideEvent(actor, { eventId: params.eventId, state, score, details, reason }, now),
  ),
  on(ReviewPick, ({ actor, params, body, now }) => reviewPick(actor, params.pickId, body, now)),
  on(ListReviews, ({ actor, query }) => listReviews(actor, query)),
);
