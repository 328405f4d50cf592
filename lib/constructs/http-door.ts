import {
  type HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { hasHead } from '#schemas/contract';
import { type Domain, ROUTES } from '#schemas/routes';
import { acknowledge } from './acknowledge.ts';
import type { Binding } from './binding.ts';
import { DoorFunction, type FunctionProps } from './door-function.ts';
import type { SharedResources } from './shared-resources.ts';

/** The HTTP API that the doors of other stacks add their routes to. */
export interface HttpGateway {
  readonly api: HttpApi;
  /** Refuses a call without a valid access token, before any function runs. */
  readonly signedIn: IHttpRouteAuthorizer;
  /** The bindings of every HTTP function: settings to verify tokens and to limit calls. */
  readonly uses: readonly Binding[];
}

export interface HttpDoorProps extends Omit<FunctionProps, 'door'> {
  /** One sentence that says what users lose while the function fails. */
  readonly impact: string;
  readonly gateway: HttpGateway;
  /** The key in `ROUTES`, and the file `lambdas/http/<domain>.ts`. */
  readonly domain: Domain;
}

/** The scope that only the pre-token trigger adds to a token. */
const SCOPE = 'youbet/user';

/** A function and the routes of its contracts. All of it belongs to the stack of `scope`; the gateway's stack knows none of its doors. */
export class HttpDoor extends Construct {
  constructor(scope: Construct, shared: SharedResources, { gateway, domain, uses = [], ...door }: HttpDoorProps) {
    super(scope, `http-${domain}`);
    const { fn } = new DoorFunction(this, shared, { ...door, door: `http/${domain}`, uses: [...uses, ...gateway.uses] });
    const integration = new HttpLambdaIntegration('Integration', fn, { scopePermissionToRoute: false });
    for (const { name, method, path, access } of ROUTES[domain].flatMap((one) =>
      hasHead(one) ? [one, { ...one, method: 'HEAD' as const }] : [one],
    )) {
      const needsUser = access === 'user';
      const route = new HttpRoute(this, `${method} ${path}`, {
        httpApi: gateway.api,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration,
        ...(needsUser
          ? { authorizer: gateway.signedIn, authorizationScopes: [SCOPE] }
          : { authorizer: new HttpNoneAuthorizer() }),
      });
      if (needsUser) continue;
      acknowledge(route, {
        'AwsSolutions-APIG4': `The contract ${name} is public; the door verifies a token that comes with the call.`,
      });
    }
  }
}
