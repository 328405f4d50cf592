import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { noteAction } from '#core/trail';
import { log } from '#platform/log';
import type { Contract } from '#schemas/contract';
import { ERROR_STATUS } from '#schemas/errors';
import { shownOf } from './input.ts';
import { type Call, on, type Result, type Route } from './route.ts';

/** The most characters of a reason and of a parameter that the trail keeps. */
const KEPT = 500;

/** Binds a contract that needs a permission, and may change something, to its use case: each call is in the trail (docs/admin.md). */
export function adminAction<const C extends Contract>(contract: C, handle: (call: Call<C>) => Promise<Result<C>>): Route {
  const route = on(contract, handle, ...([] as never));
  return {
    ...route,
    async run(event, context) {
      const { actor, now } = context;
      if (actor.kind !== 'user') throw new Error('an action of an admin needs a user');
      const ended = await noteAction(actor, { route: contract.name, ...factsOf(event) }, now);
      const note = (status: number) =>
        ended(status).catch((error: Error) => log.warn(`the end of an action was not noted: ${error.name}`));
      try {
        const reply = await route.run(event, context);
        await note(reply.statusCode ?? 200);
        return reply;
      } catch (error) {
        await note(ERROR_STATUS[shownOf(error, event.requestContext.requestId).code]);
        throw error;
      }
    },
  };
}

/** The parameters and the reason as they came: the request has not been checked. */
function factsOf(event: APIGatewayProxyEventV2): { params: string; reason?: string } {
  const given = Object.entries(event.pathParameters ?? {});
  const params = JSON.stringify(Object.fromEntries(given.map(([name, value = '']) => [name, kept(value)])));
  const reason = reasonIn(event.body);
  return { params, ...(reason !== undefined && { reason }) };
}

/** The table takes no half of a surrogate pair, which a caller may send and which a cut may leave. */
const kept = (text: string): string => text.slice(0, KEPT).toWellFormed();

function reasonIn(body: string | undefined): string | undefined {
  try {
    const { reason } = JSON.parse(body ?? '{}') as { reason?: unknown };
    return typeof reason === 'string' ? kept(reason) : undefined;
  } catch {
    return undefined;
  }
}
