import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { LimitState } from '#core/limits';
import { DomainError } from '#errors';
import type { Contract } from '#schemas/contract';
import { runChecks } from './checks.ts';
import { anonymous, identify, networkAddress } from './identify.ts';
import { shownOf } from './input.ts';
import { assertAllowed, countRoute, limitHeaders } from './limits.ts';
import { note, noteFailure, observe } from './observe.ts';
import { refusal } from './reply.ts';
import type { CallContext, Route } from './route.ts';

export { on } from './route.ts';

/** The door of one function's routes: a table of contract -> use case. */
export function http(...routes: readonly Route[]) {
  const byKey = new Map(routes.map((route) => [`${route.contract.method} ${route.contract.path}`, route]));
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe('http'))
    .handler(async (event) => {
      let limit: LimitState | undefined;
      const answer = async () => {
        const { route, context } = await find(byKey, event);
        const admit = async () => {
          limit = await countRoute(route.contract, context);
          assertAllowed(limit);
          await runChecks(route.contract, context);
        };
        return readsBeside(route.contract)
          ? beside(admit(), route.run(event, context))
          : admit().then(() => route.run(event, context));
      };
      const response = await answer().catch((error) => refused(error, event));
      note({ status: response.statusCode ?? 200 });
      return { ...response, headers: { ...response.headers, ...limitHeaders(limit) } };
    });
}

/** True for a route whose handler only reads, so that it may run while the call is being counted. */
const readsBeside = ({ method, permission }: Contract): boolean => method === 'GET' && permission === undefined;

/**
 * Waits for the admission of a call, and for a reply that is being made at the same time. A refused call ends by its refusal, whatever its
 * reply would have been, and not before the reads of the reply have ended: a function that has answered is frozen.
 */
async function beside<T>(admission: Promise<void>, reply: Promise<T>): Promise<T> {
  const [admitted] = await Promise.allSettled([admission, reply]);
  if (admitted.status === 'rejected') throw admitted.reason;
  return reply;
}

/**
 * Finds the route of a request, and its caller.
 * @throws NOT_FOUND, UNAUTHENTICATED
 */
async function find(
  routes: ReadonlyMap<string, Route>,
  event: APIGatewayProxyEventV2,
): Promise<{ readonly route: Route; readonly context: CallContext }> {
  const route = routes.get(event.routeKey);
  if (!route) throw new DomainError('NOT_FOUND', 'There is nothing here.');
  note({ route: route.contract.name });
  const actor = await identify(event).catch((error) => {
    if (route.contract.forgivesToken && error instanceof DomainError) return anonymous(event);
    throw error;
  });
  if (actor.kind === 'user') note({ userId: actor.userId });
  return { route, context: { actor, network: networkAddress(event), now: new Date() } };
}

/** The error envelope of a thrown error. An error that is no DomainError shows the request's id and nothing else. */
function refused(error: unknown, event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const shown = shownOf(error, event.requestContext.requestId);
  noteFailure(error, shown.code);
  return refusal(shown);
}
