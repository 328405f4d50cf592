import commands from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '#document-client';
import * as electrodb from '#electrodb';

/**
 * Stands for electrodb in the bundle of a function, and gives it the commands that it sends. ElectroDB takes them by `require`, which makes
 * esbuild keep all of the DynamoDB client, its sixty commands included, and wrap each of its modules: here it gets an empty object
 * (document-commands.cjs) that this module fills with what core sends, and the client is bundled from its ES modules as in any other function.
 */
const reads = { BatchGetCommand, GetCommand, QueryCommand };
const writes = { BatchWriteCommand, DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand };
Object.assign(commands, reads, writes);

// As constants of this module: esbuild passes over one that only re-exports, and would not fill the object.
export const { CustomAttributeType, createWriteTransaction, Entity } = electrodb;
