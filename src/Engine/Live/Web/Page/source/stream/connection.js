import { decode, encode } from '@msgpack/msgpack';
import { Backoff } from './backoff.js';

/** The socket to the server: reconnects by itself. Subscriptions are asked for anew by whoever listens to `hello`. */
export class Connection {
  #socket = null;
  #listeners = new Map();
  #backoff = new Backoff();
  #timer = 0;

  /** When the last message came, on the clock of performance.now(). */
  lastMessage = 0;

  /** How often it connected. */
  connections = 0;

  /** @param {string | URL} address */
  constructor(address) {
    this.address = address;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param {string} type a message's type, or `closed`
   * @param {(message: object) => void} listener
   */
  on(type, listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
    return this;
  }

  /** Sends a message; what is sent while there is no connection is lost. */
  send(message) {
    if (this.isOpen) this.#socket.send(encode(message));
  }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.address, 'latentsim.v1');
    socket.binaryType = 'arraybuffer';
    socket.onmessage = event => this.#receive(event.data);
    socket.onclose = () => this.#closed(socket);
    this.#socket = socket;
  }

  /** Tries at once, when the user asks, or when the network is back. */
  retry() {
    if (this.#socket && this.#socket.readyState <= WebSocket.OPEN) return;
    this.#backoff.reset();
    this.open();
  }

  #receive(data) {
    this.lastMessage = performance.now();
    const message = decode(new Uint8Array(data));
    if (message.type === 'hello') {
      this.connections++;
      this.#backoff.reset();
    }

    this.#tell(message.type, message);
  }

  #closed(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#tell('closed', {});
    this.#timer = setTimeout(() => this.open(), this.#backoff.next());
  }

  #tell(type, message) {
    for (const listener of this.#listeners.get(type) ?? []) listener(message);
  }
}
