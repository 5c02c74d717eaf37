import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Compresses the answers of every route that is added afterwards, for clients that accept gzip. */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    // The plugin would take “gzip;q=0, *” for consent.
    if (REFUSES_GZIP.test(headers['accept-encoding'] ?? '')) headers['x-no-compression'] = 'yes';
    done();
  });
  await app.register(fastifyCompress, {
    encodings: ['gzip'],
    threshold: 0,
    // Our answers are whole when they are sent, and in one call cost half of what a stream of pieces does.
    syncThreshold: 256 * 1_024,
    // Zlib’s usual 6 takes a quarter more time for a fiftieth less to send.
    zlibOptions: { level: 4 },
    // A small request that unpacks into a huge one would get past the limit of bodies.
    globalDecompression: false,
  });
}

const REFUSES_GZIP = /(?:^|,)\s*gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/i;
