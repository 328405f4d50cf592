import {
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  AliasExistsException,
  InvalidParameterException,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { env } from '#platform/env';
import type { UserId } from '#schemas/common';
import type { IdentityProvider } from '#schemas/identities';
import { type CognitoAnswer, cognito, createMintUser, unlessThrottled } from './cognito.ts';
import { COGNITO_NAMES } from './hosted-settings.ts';

/** An account at a provider, by its subject there. */
export interface ProviderSubject {
  readonly provider: IdentityProvider;
  readonly subject: string;
}

/** Cognito gives the accounts of a user as text. */
const Linked = z.array(z.object({ providerName: z.string(), userId: z.string() }));

/**
 * Links an account at a provider to a user at Cognito, so that the next sign-in in a browser is that user's. A repeat changes nothing.
 * Cognito refuses the link while it has a user of its own for the account.
 */
export async function linkMintUser(userId: UserId, account: ProviderSubject): Promise<void> {
  if (await isLinked(userId, account)) return;
  try {
    await link(userId, account);
  } catch (error) {
    if (!(error instanceof AliasExistsException)) throw error;
    // Cognito still has it with its former owner.
    await unlinkMintUser(account);
    await link(userId, account);
  }
}

/** Ends the link of an account at a provider. A repeat changes nothing. */
export async function unlinkMintUser(account: ProviderSubject): Promise<void> {
  try {
    await unlessThrottled(
      cognito().send(new AdminDisableProviderForUserCommand({ UserPoolId: env('USER_POOL_ID'), User: named(account) })),
      NO_LINK,
    );
  } catch (error) {
    if (!NO_LINK.some((one) => error instanceof one)) throw error;
  }
}

/** Answers of Cognito for an account that is linked to nobody, or to a user who is gone. */
const NO_LINK: readonly CognitoAnswer[] = [InvalidParameterException, ResourceNotFoundException, UserNotFoundException];

const named = ({ provider, subject }: ProviderSubject) => ({
  ProviderName: COGNITO_NAMES[provider],
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue: subject,
});

async function link(userId: UserId, account: ProviderSubject): Promise<void> {
  const DestinationUser = { ProviderName: 'Cognito', ProviderAttributeValue: userId };
  await unlessThrottled(
    cognito().send(
      new AdminLinkProviderForUserCommand({ UserPoolId: env('USER_POOL_ID'), DestinationUser, SourceUser: named(account) }),
    ),
    [AliasExistsException],
  );
}

/** True when Cognito has the account with the user, whom it makes if a registration stopped before. */
async function isLinked(userId: UserId, { provider, subject }: ProviderSubject): Promise<boolean> {
  try {
    const { UserAttributes = [] } = await unlessThrottled(
      cognito().send(new AdminGetUserCommand({ UserPoolId: env('USER_POOL_ID'), Username: userId })),
    );
    const text = UserAttributes.find(({ Name }) => Name === 'identities')?.Value ?? '[]';
    return Linked.parse(JSON.parse(text)).some((one) => one.providerName === COGNITO_NAMES[provider] && one.userId === subject);
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
    await createMintUser(userId);
    return false;
  }
}
