import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hearingLimits, type LimitState, tightest } from '#core/limits';
import { DomainError } from '#errors';
import { hasHead } from '#schemas/contract';
import { type Admission, admit, contextOf, isNewlyExcluded, readsBeside } from './admit.ts';
import { runForSession } from './admit-session.ts';
import { identify, networkAddress, withoutToken } from './identify.ts';
import { shownOf } from './input.ts';
import { limitHeaders } from './limits.ts';
import { note, noteFailure, observe } from './observe.ts';
import { runOrRepeat } from './public-answers.ts';
import { refusal } from './reply.ts';
import type { CallContext, Route } from './route.ts';
import { transferred } from './transfer.ts';

export { on } from './route.ts';

/** The door of one function's routes: a table of contract -> use case. */
export function http(...routes: readonly Route[]) {
  const byKey = new Map(routes.map((route) => [`${route.contract.method} ${route.contract.path}`, route]));
  // A HEAD is a GET whose body stays here. The gateway has such a route for each public GET (lib/constructs/http-door.ts).
  for (const route of routes) if (hasHead(route.contract)) byKey.set(`HEAD ${route.contract.path}`, route);
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    timeoutEarlyInMillis: 200,
    timeoutEarlyResponse: outOfTime,
  })
    .use(observe('http'))
    .handler(async (event) => {
      let counted: LimitState | undefined;
      const accepted: LimitState[] = [];
      const answer = async () => {
        const route = routeOf(byKey, event);
        const admission = await admissionOf(route, event, (state) => {
          counted = state;
        });
        const { sessionIn } = route;
        if (sessionIn) return runForSession({ ...route, sessionIn }, admission, event);
        if (!readsBeside(admission)) return route.run(event, await admit(admission));
        const admitted = admit(admission);
        const context = contextOf(admission);
        const reply = runOrRepeat(route, event, { ...context, ...(route.contract.beginsBeside && { admitted }) });
        const { known, made } = await beside(admitted, reply);
        return route.contract.method === 'GET' && isNewlyExcluded(known, context) ? route.run(event, known) : made;
      };
      const response = await hearingLimits(accepted, answer).catch((error) => refused(error, event));
      note({ status: response.statusCode ?? 200 });
      const limit = tightest([...(counted ? [counted] : []), ...accepted]);
      return transferred(event, { ...response, headers: { ...response.headers, ...limitHeaders(limit) } });
    });
}

/**
 * Waits for the admission of a call, and for a reply that is being made at the same time. A refused call ends by its refusal, whatever its
 * reply would have been, and not before the reads of the reply have ended: a function that has answered is frozen.
 */
async function beside<T>(admission: Promise<CallContext>, reply: Promise<T>): Promise<{ known: CallContext; made: T }> {
  const [admitted] = await Promise.allSettled([admission, reply]);
  if (admitted.status === 'rejected') throw admitted.reason;
  return { known: admitted.value, made: await reply };
}

/** The answer of a function whose time is nearly over: the gateway would answer 502 without our envelope. */
function outOfTime(): APIGatewayProxyStructuredResultV2 {
  note({ status: 503 });
  noteFailure(new Error('The function ran out of time.'), 'UNAVAILABLE');
  return refusal(new DomainError('UNAVAILABLE', 'This took too long.', { retryAfter: 1 }));
}

/** Finds the route of a request. @throws NOT_FOUND */
function routeOf(routes: ReadonlyMap<string, Route>, event: APIGatewayProxyEventV2): Route {
  const route = routes.get(event.routeKey);
  if (!route) throw new DomainError('NOT_FOUND', 'There is nothing here.');
  note({ route: route.contract.name });
  return route;
}

async function admissionOf(
  { contract }: Route,
  event: APIGatewayProxyEventV2,
  counted: Admission['counted'],
): Promise<Admission> {
  const caller = contract.limitedBy ? withoutToken(event) : await identify(event);
  if (caller.actor.kind === 'user') note({ userId: caller.actor.userId });
  return { contract, caller, anonymous: withoutToken(event), network: networkAddress(event), now: new Date(), counted };
}

/** The error envelope of a thrown error. An error that is no DomainError shows the request's id and nothing else. */
function refused(error: unknown, event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const shown = shownOf(error, event.requestContext.requestId);
  noteFailure(error, shown.code);
  return refusal(shown);
}
