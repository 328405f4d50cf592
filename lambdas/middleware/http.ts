import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Viewer } from '#actor';
import type { Standing } from '#core/limits';
import { DomainError } from '#errors';
import { anonymous, identify, networkAddress } from './identify.ts';
import { shownOf } from './input.ts';
import { limitHeaders, limits } from './limits.ts';
import { note, observe } from './observe.ts';
import { type Route, refusal } from './route.ts';

export { on } from './route.ts';

/** What the middlewares find out before the handler runs. */
interface Found {
  readonly route: Route;
  readonly actor: Viewer;
  readonly network: string;
  readonly now: Date;
  standing?: Standing | undefined;
}
type HttpEvent = APIGatewayProxyEventV2 & { found?: Found };
export type HttpMiddleware = MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>;

/** One function's routes: a table of contract -> use case. */
export function http(...routes: readonly Route[]) {
  const byKey = new Map(routes.map((route) => [`${route.contract.method} ${route.contract.path}`, route]));
  return middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(observe('http'))
    .use(envelope())
    .use(find(byKey))
    .use(limits())
    .handler(({ found, ...event }) => {
      if (!found) throw new Error('no route was found');
      return found.route.run(event, found.actor, found.network, found.now);
    });
}

/** Which contract this is, and who calls it. */
const find = (routes: ReadonlyMap<string, Route>): HttpMiddleware => ({
  before: async ({ event }) => {
    const route = routes.get(event.routeKey);
    if (!route) throw new DomainError('NOT_FOUND', 'There is nothing here.');
    note({ route: route.contract.name });
    const actor = await identify(event).catch((error) => {
      if (route.contract.forgivesToken && error instanceof DomainError) return anonymous(event);
      throw error;
    });
    if (actor.kind === 'user') note({ userId: actor.userId });
    if (route.contract.access === 'admin' && (actor.kind !== 'user' || actor.role !== 'admin')) {
      throw new DomainError('FORBIDDEN', 'This is for admins.');
    }
    event.found = { route, actor, network: networkAddress(event), now: new Date() };
  },
});

/** Every reply says where its caller stands. What is thrown becomes the error envelope; what we did not mean to throw shows nothing inside. */
const envelope = (): HttpMiddleware => ({
  after: ({ event, response }) => {
    if (!response) return;
    note({ status: response.statusCode ?? 200 });
    response.headers = { ...response.headers, ...limitHeaders(event.found?.standing, undefined) };
  },
  onError: (request) => {
    const { event } = request;
    const error = shownOf(request.error, event.requestContext.requestId);
    const response = refusal(error);
    note({ status: response.statusCode ?? 500, code: error.code });
    request.response = {
      ...response,
      headers: { ...response.headers, ...limitHeaders(event.found?.standing, error.details?.retryAfter) },
    };
  },
});
