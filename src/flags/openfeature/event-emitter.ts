import type { EventDetails, EventHandler, Logger, Provider } from '@openfeature/server-sdk';

type Emitter = NonNullable<Provider['events']>;
/** As an OpenFeature provider gives them: the SDK adds the provider's name. */
type EventTold = Omit<EventDetails, 'providerName'>;

/**
 * What the SDK hears of a provider by; its own emitter would bring the whole SDK into the program. A handler that
 * fails keeps the event from nobody else.
 */
export function createEventEmitter() {
  const handlers = new Map<string, readonly EventHandler[]>();
  const handlersOf = (event: string) => handlers.get(event) ?? [];
  let logger: Logger | undefined;
  const run = async (handler: EventHandler, details: EventTold) => {
    try {
      await handler(details as EventDetails);
    } catch (error) {
      logger?.error('An event handler failed', error);
    }
  };
  const emit = (event: string, details: EventTold = {}) => {
    for (const handler of handlersOf(event)) void run(handler, details);
  };
  const events: Emitter = {
    emit,
    addHandler: (event, handler) => void handlers.set(event, [...handlersOf(event), handler]),
    removeHandler: (event, handler) => {
      const at = handlersOf(event).lastIndexOf(handler);
      if (at !== -1) handlers.set(event, handlersOf(event).toSpliced(at, 1));
    },
    removeAllHandlers: (event) => {
      if (event === undefined) handlers.clear();
      else handlers.delete(event);
    },
    getHandlers: (event) => [...handlersOf(event)],
    setLogger: (given) => {
      logger = given;
      return events;
    },
  };
  return { events, emit };
}
