import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppPart } from '../../core/share/app-config.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import type { Environment } from '../environments.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** The settings of an environment that its apps learn. */
function appPartOf({ apps: { minimumVersion, off }, identityProviders, hostedSignIn }: Environment): AppPart {
  return {
    minimumVersion,
    features: {
      feed: !off.includes('feed'),
      messaging: !off.includes('messaging'),
      uploads: !off.includes('uploads'),
      sportsbookLinks: !off.includes('sportsbookLinks'),
      shareLinks: !off.includes('shareLinks'),
      signInByGoogle: identityProviders.google !== undefined,
      signInByApple: identityProviders.apple !== undefined,
      browserSignInByGoogle: hostedSignIn.google !== undefined,
      browserSignInByApple: hostedSignIn.apple !== undefined,
    },
  };
}

/** Links that lead out of the app, to sportsbooks, and those that lead into it: the pages and pictures of picks. */
export class LinksStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'deeplinks',
      impact: 'Links to sportsbooks are neither made nor followed, so that no click is counted.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']),
        identity.secret,
        { environment: { API_URL: gateway.url, AFFILIATES: JSON.stringify(data.settings.affiliates) } },
      ],
    });
    const reads = data.uses(['GetItem', 'BatchGetItem', 'Query', 'UpdateItem']);
    new HttpDoor(this, data, {
      gateway,
      domain: 'share',
      impact: 'Links to picks show nothing to people without the app.',
      uses: [
        ...reads,
        {
          environment: {
            API_URL: gateway.url,
            LINKED_APPS: JSON.stringify(data.settings.linkedApps),
            APP_CONFIG: JSON.stringify(appPartOf(data.settings)),
          },
        },
      ],
    });
    new HttpDoor(this, data, {
      gateway,
      domain: 'share-images',
      impact: 'Links to picks are shown without a picture by other networks.',
      // With 1,769 MB a function has one whole processor.
      memory: 1_769,
      uses: [...reads, { environment: { API_URL: gateway.url } }],
    });
  }
}
