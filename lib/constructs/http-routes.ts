import { type HttpApi, HttpMethod, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Contract } from '#schemas/contract';
import { acknowledge } from './acknowledge.ts';

/** The scope that only our pre-token trigger gives. */
const SCOPE = 'youbet/user';

/** One domain's contracts become one function's routes. A route that needs a user cannot be made without the authorizer. */
export function addRoutes(api: HttpApi, fn: IFunction, contracts: readonly Contract[], signedIn: IHttpRouteAuthorizer): void {
  const integration = new HttpLambdaIntegration(fn.node.path, fn, { scopePermissionToRoute: false });
  for (const { name, method, path, access } of contracts) {
    const needsUser = access === 'user' || access === 'admin';
    const routes = api.addRoutes({
      path,
      methods: [HttpMethod[method]],
      integration,
      ...(needsUser ? { authorizer: signedIn, authorizationScopes: [SCOPE] } : { authorizer: new HttpNoneAuthorizer() }),
    });
    if (needsUser) continue;
    for (const route of routes)
      acknowledge(route, {
        'AwsSolutions-APIG4': `The contract ${name} is public; a token that comes with it is verified by the door.`,
      });
  }
}
