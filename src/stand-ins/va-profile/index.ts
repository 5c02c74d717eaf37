/** A stand-in for VA Profile: a real HTTP server that speaks its contract, with faults on demand. */
export { startVaProfileStandIn, type VaProfileStandIn } from './server.ts';
export type { Fault, FaultKind } from './fault.ts';
