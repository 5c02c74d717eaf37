import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Files that the program opens besides connections: most of them the embedded database’s, some to VA Profile. */
const OTHER_FILES = 250;
const FEWEST = 50;

/** How many connections may be open at once: as many as are set, and fewer where the system allows fewer files. */
export function connectionLimit(asked: number): number {
  return Math.min(asked, Math.max(FEWEST, filesAllowed() - OTHER_FILES));
}

/** How long a connection that was just opened has for its request once the program ends, in milliseconds. */
export const LAST_REQUEST_MS = 1_000;

/**
 * Keeps room for new connections. When there is none, the oldest one makes way whose request has not come whole:
 * it is idle, or slow. When every request is being answered, the new connection hears so and is closed. The answer
 * hangs up wherever nothing is being answered a second later: a request may be on its way, and a proxy must not send
 * one anew that could have been carried out.
 */
export function keepRoom(server: Server, most: number, full: () => string): () => void {
  const open = new Map<Socket, IncomingMessage | null>();
  server.on('connection', (socket: Socket) => {
    if (open.size >= most && !makeRoom(open)) {
      socket.end(full(), () => socket.destroy());
      return;
    }
    open.set(socket, null);
    socket.once('close', () => open.delete(socket));
  });
  let isEnding = false;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (!open.has(socket)) return;
    open.set(socket, request);
    response.once('close', () => {
      // Deleted first, so that who has just been answered stands last in the row.
      if (open.delete(socket) && !socket.destroyed) open.set(socket, null);
      if (isEnding) socket.end();
    });
  });
  return () => {
    isEnding = true;
    setTimeout(() => {
      for (const [socket, request] of open) if (request === null) socket.destroy();
    }, LAST_REQUEST_MS);
  };
}

function makeRoom(open: Map<Socket, IncomingMessage | null>): boolean {
  for (const [socket, request] of open) {
    if (request?.complete) continue;
    open.delete(socket);
    socket.destroy();
    return true;
  }
  return false;
}

function filesAllowed(): number {
  const { report } = process;
  // Looking up the names of its connections could take long.
  Reflect.set(report, 'excludeNetwork', true);
  const { userLimits } = report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
  };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : Infinity;
}
