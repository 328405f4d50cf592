import type { Context } from 'aws-lambda';

type Handler = (event: never, context: Context) => Promise<unknown>;

/** The deployed functions that scenarios call. Each path is written out, since vitest follows no other import. */
const HANDLERS: Readonly<Record<string, () => Promise<{ readonly handler: Handler }>>> = {
  'http/admin': () => import('../../lambdas/http/admin.ts'),
  'http/auth': () => import('../../lambdas/http/auth.ts'),
  'http/content': () => import('../../lambdas/http/content.ts'),
  'http/deeplinks': () => import('../../lambdas/http/deeplinks.ts'),
  'http/feed': () => import('../../lambdas/http/feed.ts'),
  'http/events': () => import('../../lambdas/http/events.ts'),
  'http/graph': () => import('../../lambdas/http/graph.ts'),
  'http/notifications': () => import('../../lambdas/http/notifications.ts'),
  'http/messaging': () => import('../../lambdas/http/messaging.ts'),
  'http/moderation': () => import('../../lambdas/http/moderation.ts'),
  'http/picks': () => import('../../lambdas/http/picks.ts'),
  'http/privacy': () => import('../../lambdas/http/privacy.ts'),
  'http/realtime': () => import('../../lambdas/http/realtime.ts'),
  'http/search': () => import('../../lambdas/http/search.ts'),
  'http/share': () => import('../../lambdas/http/share.ts'),
  'http/share-images': () => import('../../lambdas/http/share-images.ts'),
  'http/stats': () => import('../../lambdas/http/stats.ts'),
  'http/uploads': () => import('../../lambdas/http/uploads.ts'),
  'http/users': () => import('../../lambdas/http/users.ts'),
  'operator/ban-user': () => import('../../lambdas/operator/ban-user.ts'),
  'operator/erase-again': () => import('../../lambdas/operator/erase-again.ts'),
  'operator/import-results': () => import('../../lambdas/operator/import-results.ts'),
  'operator/release-address': () => import('../../lambdas/operator/release-address.ts'),
  'operator/restore-conversation': () => import('../../lambdas/operator/restore-conversation.ts'),
  'operator/set-role': () => import('../../lambdas/operator/set-role.ts'),
  'operator/switch-sms': () => import('../../lambdas/operator/switch-sms.ts'),
  'queues/announce-lock': () => import('../../lambdas/queues/announce-lock.ts'),
  'queues/arrange-lock': () => import('../../lambdas/queues/arrange-lock.ts'),
  'queues/deliver-critical': () => import('../../lambdas/queues/deliver-critical.ts'),
  'queues/deliver-low': () => import('../../lambdas/queues/deliver-low.ts'),
  'queues/deliver-standard': () => import('../../lambdas/queues/deliver-standard.ts'),
  'queues/fan-out-large': () => import('../../lambdas/queues/fan-out-large.ts'),
  'queues/feed-fanout': () => import('../../lambdas/queues/feed-fanout.ts'),
  'queues/import-file': () => import('../../lambdas/queues/import-file.ts'),
  'queues/hold-address': () => import('../../lambdas/queues/hold-address.ts'),
  'queues/process-media': () => import('../../lambdas/queues/process-media.ts'),
  'queues/run-privacy-task': () => import('../../lambdas/queues/run-privacy-task.ts'),
  'queues/run-upkeep': () => import('../../lambdas/queues/run-upkeep.ts'),
  'queues/send-code': () => import('../../lambdas/queues/send-code.ts'),
  'queues/settle-event': () => import('../../lambdas/queues/settle-event.ts'),
  'queues/sign-out-user': () => import('../../lambdas/queues/sign-out-user.ts'),
  'queues/update-open-review': () => import('../../lambdas/queues/update-open-review.ts'),
  'schedules/archive-logs': () => import('../../lambdas/schedules/archive-logs.ts'),
  'schedules/end-quiet-hours': () => import('../../lambdas/schedules/end-quiet-hours.ts'),
  'schedules/ingest-events': () => import('../../lambdas/schedules/ingest-events.ts'),
  'schedules/ingest-scores': () => import('../../lambdas/schedules/ingest-scores.ts'),
  'schedules/lock-event': () => import('../../lambdas/schedules/lock-event.ts'),
  'schedules/start-privacy-tasks': () => import('../../lambdas/schedules/start-privacy-tasks.ts'),
  'schedules/sweep-federated-users': () => import('../../lambdas/schedules/sweep-federated-users.ts'),
  'schedules/sweep-reports': () => import('../../lambdas/schedules/sweep-reports.ts'),
  'schedules/start-upkeep': () => import('../../lambdas/schedules/start-upkeep.ts'),
  'schedules/sweep-locks': () => import('../../lambdas/schedules/sweep-locks.ts'),
  'schedules/update-boards': () => import('../../lambdas/schedules/update-boards.ts'),
  'schedules/update-trends': () => import('../../lambdas/schedules/update-trends.ts'),
  'streams/project-betting': () => import('../../lambdas/streams/project-betting.ts'),
  'streams/project-social': () => import('../../lambdas/streams/project-social.ts'),
  'websocket/connect': () => import('../../lambdas/websocket/connect.ts'),
  'websocket/disconnect': () => import('../../lambdas/websocket/disconnect.ts'),
  'websocket/messages': () => import('../../lambdas/websocket/messages.ts'),
};

/** @param door a path under lambdas/, without `.ts` @throws Error for one that is not in the table */
export async function handlerOf(door: string): Promise<Handler> {
  const load = HANDLERS[door];
  if (!load) throw new Error(`bench/units/handlers.ts has no ${door}`);
  return (await load()).handler;
}
