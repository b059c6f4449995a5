// Prints frames of a run as they are made: node stream_client.mjs ADDRESS:PORT [FRAMES [TOKEN]]
import { decode, encode } from "@msgpack/msgpack";
import WebSocket from "ws";

const [address, wanted = "10", token] = process.argv.slice(2);
const headers = token ? { Authorization: `Bearer ${token}` } : {};
const socket = new WebSocket(`ws://${address}/stream`, "latentsim.v1", { headers });
socket.binaryType = "arraybuffer";
const say = (message) => socket.send(encode(message));
// Bytes in a message start anywhere; numbers must start at a multiple of their size.
const numbers = (bytes) => new Float32Array(bytes ? bytes.slice().buffer : 0);
let seen = 0;

socket.onmessage = ({ data }) => {
  const message = decode(new Uint8Array(data));
  if (message.type === "hello") {
    const { name, walkers, sites } = message.scene;
    console.log(`${name}: ${walkers} walkers, ${sites} sites`);
    say({ type: "subscribe", id: 0, walkers: [0], fields: ["latent", "atoms"], delivery: "newest", credits: 10 });
  } else if (message.type === "frames" && seen < Number(wanted)) {
    const { count, step, stride } = message;
    const latents = numbers(message.latents);
    const atoms = numbers(message.atoms);
    const wide = latents.length / count;
    const long = atoms.length / count;
    for (let i = 0; i < count; i++) {
      const row = latents.slice(i * wide, (i + 1) * wide);
      console.log("step", step + i * stride, "latents", ...row, "first atom", ...atoms.slice(i * long, i * long + 3));
    }
    seen += count;
    if (seen >= Number(wanted)) socket.close();
    else say({ type: "credit", id: 0, credits: count });
  } else if (message.type === "end" || message.type === "error") {
    console.log(message.reason ?? message.message);
    socket.close();
  }
};
socket.onerror = ({ message }) => console.error(message);
