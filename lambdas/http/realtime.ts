import { issueSocketTicket } from '#core/realtime';
import { IssueTicket } from '#schemas/realtime';
import { http, on } from '../middleware/http.ts';

export const handler = http(on(IssueTicket, ({ actor, now }) => issueSocketTicket(actor, now)));
