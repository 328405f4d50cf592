import * as z from 'zod';
import { Instant, PageQuery, UserId } from './common.ts';
import { contract } from './contract.ts';
import { Role } from './users.ts';

const AdminAction = z
  .strictObject({
    id: z.uuidv7(),
    at: Instant,
    by: UserId,
    role: Role.meta({ description: 'That the token of the caller named.' }),
    route: z.string().meta({ description: 'The `operationId` of the route, with a capital.' }),
    params: z.record(z.string(), z.string()).meta({ description: 'Of the path: the person or the thing.' }),
    reason: z.string().nullable(),
    status: z
      .int()
      .nullable()
      .meta({ description: 'Of the reply. Null while it runs, and where it stopped halfway: it may have been done.' }),
  })
  .meta({ id: 'AdminAction', description: 'One call of a moderator or an admin that may change something.' });

export const ListAuditTrail = contract({
  name: 'ListAuditTrail',
  method: 'GET',
  path: '/api/v1/admin/audit-trail',
  summary: 'The acts of moderators and admins in a month, newest first. Kept for two years.',
  tag: 'admin',
  access: 'user',
  permission: 'audit:read',
  stepUp: true,
  query: z.strictObject({
    ...PageQuery.shape,
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
      .optional()
      .meta({ description: 'In UTC; this month when left out.' }),
  }),
  replies: { 200: z.array(AdminAction) },
  paged: true,
  errors: [],
});
