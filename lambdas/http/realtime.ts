import { issueTicket } from '#core/realtime';
import { IssueTicket } from '#schemas/realtime';
import { http, on } from '../middleware/http.ts';

export const handler = http(on(IssueTicket, ({ actor, now }) => issueTicket(actor, now)));
