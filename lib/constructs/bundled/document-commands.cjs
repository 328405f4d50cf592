/** Stands for @aws-sdk/lib-dynamodb in the bundle of a function, where only ElectroDB asks for it by this name: electrodb.ts fills it. */
module.exports = {};
