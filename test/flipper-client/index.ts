/** Flipper's Http adapter in TypeScript: what it sends, and what it takes for an answer, to the letter. */
export {
  flipperClient,
  type FlipperClient,
  type GateKey,
  type GateValues,
} from './http-adapter.ts';
