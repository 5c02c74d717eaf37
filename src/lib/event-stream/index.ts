/** Server-sent events. */
export {
  comment,
  createEventStreams,
  eventText,
  sendStream,
  type EventStreams,
} from './streams.ts';
