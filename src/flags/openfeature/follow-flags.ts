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
  let stop: (() => void) | null = null;
  const follow = (begin: ProviderCondition) => {
    let told = begin;
    stop?.();
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
      try {
        await flags.refresh();
      } catch (error) {
        const isAnswering = conditionOf(flags) !== 'PROVIDER_ERROR';
        follow(isAnswering ? 'PROVIDER_READY' : 'PROVIDER_ERROR');
        if (isAnswering) return;
        throw error;
      }
      follow('PROVIDER_READY');
    },
    onClose: async () => stop?.(),
  };
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
