import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What the way to a server does: let everything pass, cut every connection and refuse new ones, swallow
 * everything without a word (as a network does that lost its route), let it pass late, or swallow every answer from the
 * commit on that follows the first statement with this text: what is written is never told.
 */
export type Fault =
  | { readonly kind: 'pass' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'black-hole' }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'commit-untold'; readonly after: string };

export type FaultProxy = {
  /** On loopback. */
  readonly port: number;
  /** Holds for open connections and new ones. What was swallowed stays lost: such a connection is dead. */
  set(fault: Fault): void;
  /** How many connections were asked for so far. */
  asked(): number;
  close(): Promise<void>;
};

/** A way over TCP to a server at a port of loopback or at a Unix socket's path. */
export async function startFaultProxy(
  server: { path: string } | { port: number },
): Promise<FaultProxy> {
  let fault: Fault = { kind: 'pass' };
  let asked = 0;
  let isUntold = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A cut connection is what this is for.
    socket.on('error', () => undefined);
  };
  const proxy = createServer((near) => {
    keep(near);
    asked += 1;
    if (fault.kind === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect('path' in server ? server : { ...server, host: '127.0.0.1' });
    keep(far);
    const swallowed = { any: false };
    let isMeant = false;
    near.on('data', (bytes) => {
      if (fault.kind !== 'commit-untold') return;
      isMeant ||= bytes.includes(fault.after);
      isUntold ||= isMeant && bytes.includes('commit');
    });
    forward({ from: near, to: far, swallowed, fault: () => fault });
    const back = () => (isUntold ? BLACK_HOLE : fault);
    forward({ from: far, to: near, swallowed, fault: back });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    set: (next) => {
      fault = next;
      isUntold = false;
      if (next.kind === 'cut') cutAll();
    },
    asked: () => asked,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      cutAll();
      await closed;
    },
  };
}

const BLACK_HOLE: Fault = { kind: 'black-hole' };

type Way = {
  readonly from: Socket;
  readonly to: Socket;
  /** Shared by both directions: a connection that has lost bytes can't be understood any more. */
  readonly swallowed: { any: boolean };
  readonly fault: () => Fault;
};

function forward({ from, to, swallowed, fault }: Way): void {
  from.on('data', (bytes) => {
    const now = fault();
    if (now.kind === 'black-hole') swallowed.any = true;
    if (swallowed.any) return;
    if (now.kind === 'latency') setTimeout(() => to.write(bytes), now.milliseconds);
    else to.write(bytes);
  });
  from.once('close', () => {
    // A network that lost its route does not pass on a farewell either.
    if (!swallowed.any && fault().kind !== 'black-hole') to.destroy();
  });
}
