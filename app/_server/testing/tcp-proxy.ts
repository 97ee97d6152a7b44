import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Starts a TCP proxy on loopback that can fail like a network. */
export async function startTcpProxy(target: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  let swallowing = false;
  let longest = Number.POSITIVE_INFINITY;
  const server = createServer((near) => {
    const far = connect(target);
    let sent = 0;
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.on("data", (bytes) => {
        if (swallowing) return;
        if (socket === far) return void other.write(bytes);
        other.write(bytes.subarray(0, longest - sent));
        sent += bytes.length;
        if (sent > longest) near.destroy();
      });
    }
  });
  await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;

  return {
    port,
    /** Closes all connections and refuses new ones. */
    async refuse() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
    /** Accepts connections, but forwards nothing. */
    swallow() {
      swallowing = true;
    },
    /** Closes each connection after this many bytes of the client. */
    cutAfter(bytes: number) {
      longest = bytes;
    },
    async pass() {
      if (swallowing) cut();
      swallowing = false;
      longest = Number.POSITIVE_INFINITY;
      if (!server.listening) await listen(port);
    },
    async stop() {
      await this.refuse();
    },
  };

  async function listen(port: number) {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  }

  function cut() {
    for (const socket of sockets) socket.destroy();
  }
}
