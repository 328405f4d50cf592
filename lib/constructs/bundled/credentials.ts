import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands for @aws-sdk/credential-provider-node in the bundle of a function. Lambda puts the credentials of the role into the environment; the
 * rest of that chain (profiles, single sign-on, web identities, EC2) is for laptops and servers, and a tenth of a bundle.
 */
export const defaultProvider = fromEnv;
