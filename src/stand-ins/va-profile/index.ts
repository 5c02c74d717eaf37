/** A stand-in for VA Profile: a real HTTP server that speaks its contract, with faults on demand. */
export { startVaProfileStandIn, type VaProfileStandIn } from './server.ts';
export { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';
