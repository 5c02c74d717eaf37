import { randomBytes, randomUUID } from 'node:crypto';

/** A fresh UUID, version 4, lower case. */
export const newId = (): string => randomUUID();

/** A fresh secret of 256 bits, as 43 URL-safe characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
