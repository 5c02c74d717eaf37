import type { Provider } from '@openfeature/server-sdk';

import type { Flags } from '../flags.ts';
import { createEventEmitter } from './event-emitter.ts';

type FollowedFlags = Required<Pick<Provider, 'events' | 'initialize' | 'onClose'>>;

/**
 * Tells by OpenFeature's events what becomes of the flags: READY, STALE while the store does not confirm them, ERROR
 * once that has lasted so long that all are closed, and CONFIGURATION_CHANGED with the names of those that are others.
 */
export function followFlags(flags: Flags): FollowedFlags {
  const { events, emit } = createEventEmitter();
  let stop: () => void = () => undefined;
  let beginning = 0;
  const follow = (begin: ProviderCondition) => {
    let told = begin;
    stop = flags.onSnapshot((changed) => {
      const condition = conditionOf(flags);
      if (condition !== told) emit(condition, DETAILS[condition]);
      told = condition;
      if (changed.length > 0) {
        emit('PROVIDER_CONFIGURATION_CHANGED', { flagsChanged: [...changed] });
      }
    });
  };
  return {
    events,
    // The SDK itself says READY once this is done, and ERROR if it fails.
    initialize: async () => {
      stop();
      const mine = ++beginning;
      const failure = await flags.refresh().then(() => null, unreadFor);
      const isInError = failure !== null && conditionOf(flags) === 'PROVIDER_ERROR';
      // Closed meanwhile, there is nobody left to tell.
      if (mine === beginning) follow(isInError ? 'PROVIDER_ERROR' : 'PROVIDER_READY');
      if (isInError) throw failure;
    },
    onClose: async () => {
      beginning += 1;
      stop();
    },
  };
}

/** For whoever set the provider: what a driver says of a database can be nothing at all. */
function unreadFor(cause: unknown): Error {
  const sentence =
    'The flag store did not answer, so no feature is known yet. The provider becomes ready by itself once it answers.';
  return new Error(sentence, { cause });
}

type ProviderCondition = keyof typeof DETAILS;

const DETAILS = {
  PROVIDER_READY: {},
  PROVIDER_STALE: {
    message: 'The flag store does not answer. Features are as they were read last.',
  },
  PROVIDER_ERROR: {
    message: 'The flag store has not confirmed the features for too long. Every feature is closed.',
    errorCode: 'GENERAL',
  },
} as const;

function conditionOf(flags: Flags): ProviderCondition {
  switch (flags.snapshotState()) {
    case 'confirmed':
      return 'PROVIDER_READY';
    case 'unconfirmed':
      return 'PROVIDER_STALE';
    case 'unread':
    case 'too-old':
      return 'PROVIDER_ERROR';
  }
}
