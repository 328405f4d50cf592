import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Posts, comments, reactions and bookmarks. Their counters follow in the reader of the social changes. */
export class ContentStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, media, gateway }: DomainStackProps) {
    super(scope, id, { stackName });
    new HttpDoor(this, data, {
      gateway,
      domain: 'content',
      impact: 'Nobody can write or read posts and comments, or react; picks go on.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], {
          indexes: ['gsi2'],
        }),
        ...media.proofs,
      ],
    });
  }
}
