import { pino, type Logger as PinoLogger, type DestinationStream } from 'pino';

/**
 * The fields a log line may carry, and nothing else: whatever is not named here is dropped before it is
 * written, so that no name, phone, address, e-mail or credential can reach a log by accident.
 */
const ALLOWED_FIELDS = [
  'requestId',
  'reference',
  'traceId',
  'method',
  'route',
  'status',
  'durationMs',
  'attempts',
  'code',
  'upstreamStatus',
  'upstreamCode',
  'auditId',
  'contactCount',
  'droppedCount',
  'feature',
  'release',
  'step',
  'version',
  'reason',
  'account',
  'network',
  'limit',
  'setting',
  'errorName',
  'stack',
] as const;

export type LogFields = Partial<
  Readonly<Record<(typeof ALLOWED_FIELDS)[number], string | number | null>>
>;

/**
 * error: someone must act · warn: someone should look this week · info: one line per request or step ·
 * debug: off unless asked for.
 */
export type Log = Readonly<
  Record<'error' | 'warn' | 'info' | 'debug', (message: string, fields?: LogFields) => void>
>;

export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'silent';

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    error: lineWriter(logger, 'error'),
    warn: lineWriter(logger, 'warn'),
    info: lineWriter(logger, 'info'),
    debug: lineWriter(logger, 'debug'),
  };
}

function lineWriter(logger: PinoLogger, level: keyof Log) {
  return (message: string, fields: LogFields = {}) => {
    if (logger.isLevelEnabled(level)) logger[level](onlyAllowed(fields), message);
  };
}

function onlyAllowed(fields: LogFields): LogFields {
  const named = ALLOWED_FIELDS.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, fields[name]]));
}

/** What a log may say of an unexpected exception: its class and where, never its message (it may quote data). */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { errorName: error.name, stack: frames?.slice(0, 8).join('\n') ?? null };
}
